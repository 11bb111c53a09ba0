import { join } from 'node:path';
import { machineSchema } from '../../devices/machine.ts';
import easel from '../../devices/machines/virtual-easel.json' with { type: 'json' };
import type { Programme } from '../../engine/programme.ts';
import type { StampedInput } from '../../engine/replay.ts';
import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import { openLedger } from '../../stage/ledger/store.ts';
import { createBooks } from '../../stage/server/books.ts';
import { lookAtMachine } from '../../stage/server/machine-view.ts';
import { recall } from '../../stage/server/recall.ts';
import { createHouse } from '../../stage/server/show-house.ts';
import { HALF_A_MINUTE, halfAMinute, twoCues } from './recorded.ts';

const machine = machineSchema.parse(easel);
const nothing = (): void => {};
/** Strokes are proposed to it, and it paints none: what it would do is no part of what is replayed. */
const restingArm = {
  paint: nothing,
  withdraw: nothing,
  hold: nothing,
  resume: nothing,
  stop: nothing,
  home: nothing,
  urge: nothing,
  jog: nothing,
  presence: nothing,
  landed: nothing,
  alive: nothing,
};

interface Recorded {
  readonly programme?: Programme;
  readonly inputs?: readonly StampedInput[];
  readonly steps?: number;
  /** false ends it as a power cut does */
  readonly ends?: boolean;
}

/**
 * Plays a performance on a data folder, by the house itself and as fast as it goes.
 *
 * @returns the ledger's file
 */
export function recordShow(
  folder: string,
  { programme = twoCues, inputs = halfAMinute(), steps = HALF_A_MINUTE, ends = true }: Recorded = {},
): string {
  const file = join(folder, 'show.ledger');
  const ledger = openLedger(file, () => Date.UTC(2026, 10, 22, 20, 30));
  const books = createBooks();
  const recalled = recall(ledger, books, programme, false);
  if (!recalled.ok) throw new Error(recalled.why.text);
  const house = createHouse({
    show: createShow(programme, scenes),
    run: recalled.value.run,
    ledger,
    books,
    painting: { add: nothing },
    arm: restingArm,
    machine,
    sight: lookAtMachine(machine, programme.canvas, programme.palette),
    mmPerDip: 240,
    visitUrl: null,
    log: nothing,
    logLines: () => [],
  });
  let next = 0;
  for (let step = 1; step <= steps; step++) {
    for (let input = inputs[next]; input !== undefined && input.step <= step; input = inputs[++next]) house.house.say(input.input);
    house.step();
  }
  if (ends) house.end();
  ledger.close();
  return file;
}
