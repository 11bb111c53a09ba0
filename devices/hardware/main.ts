/**
 * The johnny-five process: it holds one board with Firmata, and nothing else, so that a library that knows no reconnecting
 * and no ending can be ended from outside. `node hardware.js '<JSON of HardwareSetting>'` speaks lines of JSON: `ToBoard` on
 * stdin, `FromBoard` on stdout.
 *
 * It opens the board at once. Where that fails, or the board is lost, it says `over` with the reason and exits 1. When stdin
 * closes, however the other side ended, it exits 0: it never outlives the arm process. SIGINT is left to others: Ctrl-C in a
 * terminal reaches this one too.
 */
import { realTimers } from '../process/timers.ts';
import { decodeToBoard, encode, type FromBoard, type ToBoard } from './messages.ts';
import { runBoard } from './run.ts';
import { readSetting } from './setting.ts';
import { boardTransport } from './virtual.ts';

const say = (message: FromBoard): void => {
  process.stdout.write(encode(message), () => {
    if (message.kind === 'over') process.exit(1);
  });
};

// stdout is for messages alone, whatever a library has to say
console.log = console.error;
console.info = console.error;
process.on('SIGINT', () => undefined);
process.stdout.on('error', () => process.exit(0));

let hear: (message: ToBoard) => void = () => undefined;
const decode = decodeToBoard((message) => hear(message));
process.stdin.on('data', (bytes: Buffer) => decode(bytes));
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));

const setting = readSetting(process.argv[2] ?? '');
if (setting.ok) {
  const { pins, askAfterMs, parkDeg } = setting.value;
  hear = runBoard(boardTransport(setting.value), { pins, askAfterMs, parked: parkDeg !== undefined, timers: realTimers, say }).hear;
} else say({ kind: 'over', why: setting.why });
