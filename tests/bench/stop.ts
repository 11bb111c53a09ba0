import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type ArmClient, createArmClient } from '../../devices/process/client.ts';
import type { ArmStatus, FromArm } from '../../devices/process/messages.ts';
import { createRandom } from '../../engine/random.ts';
import { setting, wave } from '../devices/stream/rig.ts';
import { openPtyPair } from '../support/pty.ts';
import { type FarWord, farEndFlag } from './far-end.ts';
import { quantile, type Row, round } from './table.ts';

const samples = 60;
const armFile = join(process.cwd(), 'dist', 'server', 'arm.js');

/** A loop that works for so long of every period, ms: the show's step and pictures; planning in the arm process. */
const showLoad = { busyMs: 8, everyMs: 17 } as const;
const armLoad = { busyMs: 3, everyMs: 10 } as const;
type Load = { readonly busyMs: number; readonly everyMs: number };

function loadMyself({ busyMs, everyMs }: Load): NodeJS.Timeout {
  return setInterval(() => {
    const endMs = performance.now() + busyMs;
    while (performance.now() < endMs);
  }, everyMs);
}
/** as Node's own options: a script that loads another process in the same way */
const loadThat = ({ busyMs, everyMs }: Load): string[] => [
  '--import',
  `data:text/javascript,setInterval(()=>{const end=performance.now()+${busyMs};while(performance.now()<end);},${everyMs}).unref()`,
];

/** Waits for what the far end or the arm says, by a condition. */
function listener<T>(): { hear(word: T): void; when(wanted: (word: T) => boolean): Promise<T> } {
  let waiting: { readonly wanted: (word: T) => boolean; readonly resolve: (word: T) => void }[] = [];
  return {
    hear: (word) => {
      for (const entry of waiting.filter(({ wanted }) => wanted(word))) entry.resolve(word);
      waiting = waiting.filter(({ wanted }) => !wanted(word));
    },
    when: (wanted) => new Promise((resolve) => waiting.push({ wanted, resolve })),
  };
}

/** Stop pressed (outside of the show) → through the show's loop, the arm process and its port → the byte at the far end of a pty, ms. */
async function measure(loaded: boolean): Promise<number[]> {
  const ptys = await openPtyPair();
  const far: ChildProcess = fork(process.argv[1] ?? '', [farEndFlag, ptys.a]);
  const heard = listener<FarWord>();
  const told = listener<FromArm>();
  const ready = heard.when(({ kind }) => kind === 'ready');
  far.on('message', (word: FarWord) => heard.hear(word));
  await ready;
  const becomes = (...states: ArmStatus['state']['kind'][]): Promise<FromArm> =>
    told.when((message) => message.kind === 'status' && states.includes(message.status.state.kind));
  const arm: ArmClient = createArmClient({
    file: armFile,
    setting: { ...setting, firstUse: true, mmPerDip: 100_000, address: { kind: 'serial', path: ptys.b, baud: 115_200 } },
    onMessage: (message) => told.hear(message),
    execArgv: loaded ? loadThat(armLoad) : [],
  });
  const load = loaded ? loadMyself(showLoad) : undefined;
  const random = createRandom(3);
  const found: number[] = [];
  try {
    for (let i = 0; i < 400; i++) arm.paint(wave(`wave-${i}`, 30 + (i % 35) * 10, 300));
    await told.when((message) => message.kind === 'painted');
    for (let i = 0; i < samples; i++) {
      await new Promise((resolve) => setTimeout(resolve, random.between(50, 400)));
      const byte = heard.when(({ kind }) => kind === 'byte');
      const pressed = heard.when(({ kind }) => kind === 'press');
      const held = becomes('held');
      far.send('press');
      const press = await pressed;
      arm.stop();
      found.push((await byte).atMs - press.atMs);
      await held;
      const painted = told.when((message) => message.kind === 'painted');
      arm.resume();
      await painted;
    }
    return found;
  } finally {
    clearInterval(load);
    await arm.close();
    far.disconnect();
    await ptys.close();
  }
}

export async function benchStop(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const loaded of [false, true]) {
    const found = await measure(loaded);
    const name = loaded
      ? `both loops loaded (show ${showLoad.busyMs} of ${showLoad.everyMs} ms, arm ${armLoad.busyMs} of ${armLoad.everyMs})`
      : 'both loops at rest';
    rows.push(
      { what: `${name}: stop → byte, p50 of ${samples}`, value: round(quantile(found, 0.5)), unit: 'ms' },
      { what: `${name}: stop → byte, p99`, value: round(quantile(found, 0.99)), unit: 'ms' },
    );
  }
  return rows;
}
