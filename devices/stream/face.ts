import type { Refusal } from '../../engine/result.ts';
import type { Controller } from '../drivers/driver.ts';
import type { ArmSetting, ArmState, ArmStatus, HoldReason } from '../process/messages.ts';
import { etaS, type Queue } from './queue.ts';
import { describe } from './reference.ts';
import type { Session } from './session.ts';
import type { Tally } from './tally.ts';

export type Mode =
  | { readonly kind: 'offline'; readonly why?: Refusal }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreferenced'; readonly hint: string }
  | { readonly kind: 'faulted'; readonly fault: Refusal }
  | { readonly kind: 'active' };

/** What a status is made of. */
export interface Inner {
  readonly mode: Mode;
  readonly held: HoldReason | null;
  readonly session: Session | null;
  readonly queue: Queue;
  readonly tally: Tally;
  readonly setting: ArmSetting | null;
  readonly controller: Controller | null;
}

/** The arm as it is told to others. It is called held only once the brush is up. */
export function faceOf(inner: Inner): ArmStatus {
  const { mode, session, queue, tally } = inner;
  const flow = mode.kind === 'active' ? session?.flow : undefined;
  return {
    ...tally,
    state: stateOf(inner),
    driver: describe(inner.setting, inner.controller),
    at: flow?.at ?? null,
    queued: queue.waiting.length + queue.flying.length,
    etaS: etaS(queue),
    dipsLeft: 0,
    brush: flow?.hand.paint == null ? null : { paint: flow.hand.paint, leftMm: flow.hand.leftMm },
    slowed: false,
    lastFault: null,
    committedMs: flow?.committedMs() ?? 0,
  };
}

function stateOf({ mode, held, session, queue }: Inner): ArmState {
  if (mode.kind !== 'active') return mode;
  if (held !== null && session?.busy === false) return { kind: 'held', why: held };
  const job = session?.flow.painting ?? queue.waiting[0];
  return job === undefined ? { kind: 'ready' } : { kind: 'painting', stroke: job.stroke.id, doneMm: job.doneMm };
}
