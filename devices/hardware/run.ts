import type { Refusal } from '../../engine/result.ts';
import type { Timers } from '../drivers/driver.ts';
import type { Transport } from '../transports/transport.ts';
import { type Bench, createBench, wiringAmiss } from './bench.ts';
import { openJohnny } from './johnny.ts';
import type { FromBoard, ToBoard } from './messages.ts';
import type { HardwarePins } from './pins.ts';

export interface RunOptions {
  readonly pins: HardwarePins;
  /** see JohnnyOptions */
  readonly askAfterMs: number;
  readonly parked?: boolean;
  readonly timers: Timers;
  say(message: FromBoard): void;
}

/** A board from its opening to its end. `over` is the last that is said, whatever the reason. */
export function runBoard(transport: Transport, { pins, askAfterMs, parked, timers, say }: RunOptions): { hear(message: ToBoard): void } {
  let bench: Bench | undefined;
  const over = (why: Refusal): void => say({ kind: 'over', why });
  void openJohnny(transport, { timers, askAfterMs }).then((board) => {
    if (!board.ok) {
      over(board.why);
      return;
    }
    const why = wiringAmiss(board.value, pins);
    if (why !== undefined) {
      void board.value.close();
      over(why);
      return;
    }
    let ended = false;
    board.value.onClose((reason) => {
      ended = true;
      bench = undefined;
      over(lost(reason.kind === 'lost' ? reason.text : 'The port of the board was closed.'));
    });
    if (!ended) bench = createBench(board.value, pins, timers, say, parked);
  });
  return { hear: (message) => bench?.hear(message) };
}

const lost = (text: string): Refusal => ({
  code: 'board/lost',
  text,
  remedy: 'Plug the board in again: it is tried again by itself.',
});
