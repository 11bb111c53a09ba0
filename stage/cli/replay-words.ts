import type { Refusal } from '../../engine/result.ts';
import { HZ } from '../../engine/show.ts';
import type { Replayed } from '../ledger/recording.ts';

/** What came of a performance: one that cannot be read keeps nobody from the others. */
export type ReplayedOrNot =
  | { readonly kind: 'replayed'; readonly run: number; readonly value: Replayed }
  | { readonly kind: 'unreadable'; readonly run: number; readonly why: Refusal };

export const asJson = (one: ReplayedOrNot): unknown =>
  one.kind === 'replayed' ? one.value : { run: one.run, identical: false, error: one.why };

/** @param chain - where it is broken, or null */
export function reportOf(replayed: readonly ReplayedOrNot[], chain: string | null): string {
  const runs = replayed.flatMap((one) =>
    one.kind === 'replayed' ? linesOf(one.value) : [`run ${one.run}  cannot be replayed: ${one.why.text}`, `  → ${one.why.remedy}`],
  );
  return `${[...runs, chain === null ? 'the chain is whole' : `the chain is broken: ${chain}`].join('\n')}\n`;
}

const when = (step: number): string => `${(step / HZ).toFixed(1)} s after the beginning (step ${step})`;

function linesOf(one: Replayed): string[] {
  const { run, title, steps, inputs, strokes, digest, recordedDigest, strokesDifferAt } = one;
  return [
    `run ${run}  ${title}  ${(steps / HZ / 60).toFixed(1)} min  ${inputs} inputs  ${strokes} strokes`,
    `  digest ${digest}`,
    digest === recordedDigest
      ? '  strokes identical to what was recorded'
      : `  strokes DIFFER from what was recorded, first ${when(strokesDifferAt ?? steps)}: ${recordedDigest}`,
    `  ${statesOf(one)}`,
  ];
}

function statesOf({ states, steps, differsAt, bitsDifferAt }: Replayed): string {
  if (differsAt !== null) return `state DIFFERS from what was recorded, first seen ${when(differsAt)}`;
  if (states === 0 && steps < 10 * HZ) return 'it ended before its state was first recorded, ten seconds after the beginning';
  if (states === 0) return 'states were not recorded by the version that played it';
  if (bitsDifferAt === null) return `state identical at all ${states} marks`;
  return `state the same to six figures at all ${states} marks; not to the last bit from ${when(bitsDifferAt)} on, as between versions of Node`;
}
