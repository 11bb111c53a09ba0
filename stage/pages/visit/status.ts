import type { ArmView } from '../../protocol/arm-view.ts';
import type { Mine, You } from '../../protocol/messages.ts';
import type { Link } from '../shared/connection.ts';

/** What a visitor is told of their line: one thing at a time. */
export type Status =
  | { readonly kind: 'joining' | 'invite' | 'offline' | 'resting' | 'painting' }
  | { readonly kind: 'waiting'; readonly ahead: number; readonly etaS: number | null }
  | { readonly kind: 'painted' };

const atWork = new Set<ArmView['state']>(['ready', 'painting', 'drying']);

/** @param you - null until the show has greeted this visitor */
export function statusOf(link: Link, you: You | null, mine: Mine | null, arm: ArmView | null): Status {
  if (link === 'lost') return { kind: 'offline' };
  if (you === null) return { kind: 'joining' };
  if (mine === null) return { kind: 'invite' };
  if (mine.painting + mine.waiting > 0 && arm !== null && !atWork.has(arm.state)) return { kind: 'resting' };
  if (mine.painting > 0) return { kind: 'painting' };
  if (mine.waiting > 0) return { kind: 'waiting', ahead: mine.ahead, etaS: mine.etaS };
  if (mine.painted > 0) return { kind: 'painted' };
  return { kind: 'invite' };
}
