import type { ArmState, ArmStatus } from '../process/messages.ts';
import type { Body } from './body-parts.ts';
import type { Holds } from './holds.ts';
import type { Intake } from './intake.ts';
import { dipsLeft, etaS } from './queue.ts';
import { describe } from './reference.ts';
import type { Turns } from './turns.ts';

/** What a status is made of. */
export interface Inner {
  readonly body: Pick<Body, 'mode' | 'session' | 'setting' | 'controller'>;
  readonly holds: Pick<Holds, 'why'>;
  readonly intake: Pick<Intake, 'queue' | 'tally'>;
  readonly turns: Pick<Turns, 'next'>;
  readonly jogging: boolean;
  readonly slowed: boolean;
  readonly lastFault: ArmStatus['lastFault'];
}

/** The arm as it is told to others. It is called held only once the brush is up. */
export function faceOf(inner: Inner): ArmStatus {
  const { body, slowed, lastFault } = inner;
  const { queue, tally } = inner.intake;
  const flow = body.mode.kind === 'active' ? body.session?.flow : undefined;
  const hand = flow?.hand;
  return {
    ...tally,
    state: stateOf(inner),
    driver: describe(body.setting, body.controller),
    at: flow?.at ?? null,
    queued: queue.waiting.length + queue.flying.length,
    etaS: etaS(queue),
    dipsLeft: dipsLeft(queue),
    brush: hand === undefined || hand.paint === null ? null : { paint: hand.paint, leftMm: Math.round(hand.leftMm) },
    committedMs: flow?.committedMs() ?? 0,
    slowed,
    lastFault,
  };
}

export function stateOf({ body, holds, turns, jogging }: Inner): ArmState {
  const { mode, session } = body;
  if (mode.kind !== 'active') return mode;
  if (jogging) return { kind: 'jogging' };
  if (holds.why !== null && session?.busy === false) return { kind: 'held', why: holds.why };
  const flying = session?.flow.painting;
  if (flying != null) return { kind: 'painting', stroke: flying.stroke.id, doneMm: flying.doneMm };
  const turn = turns.next();
  if (turn.kind === 'none') return { kind: 'ready' };
  if (turn.kind === 'dry') return { kind: 'drying', stroke: turn.job.stroke.id, forS: Math.ceil(turn.forMs / 1000) };
  return { kind: 'painting', stroke: turn.job.stroke.id, doneMm: turn.job.doneMm };
}
