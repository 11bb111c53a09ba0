import type { ArmView } from '../protocol/arm-view.ts';
import { stopWords } from './stop-from.ts';

const WHY = {
  operator: 'held by an operator',
  presence: 'held: somebody is too near',
  landing: 'held: the paint does not land',
  show: 'held: the show was not heard of',
  closing: 'parking',
} as const;

/** @returns `40 s`, `3 min`, `1 h 20 min`: as exact as anyone needs who looks at a terminal */
export function roughly(s: number): string {
  if (s < 90) return `${Math.max(1, Math.ceil(s))} s`;
  const minutes = Math.round(s / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function head(arm: ArmView): string {
  const { says, queued, painted } = arm;
  switch (says.code) {
    case 'painting':
      return `painting ${painted + 1} of ${painted + queued}`;
    case 'drying':
      return `waiting ${says.forS} s for paint to dry`;
    case 'held':
      return WHY[says.why];
    case 'stopped':
      return `stopped from ${stopWords(says.from)}`;
    case 'unreferenced':
      return 'the arm does not know where it is: home it from the console';
    case 'offline':
    case 'faulted':
      return arm.refusal?.text ?? 'the arm is not connected';
    case 'jogging':
      return 'moved by hand';
    case 'connecting':
    case 'starting':
      return 'looking for the arm';
    case 'ready':
      return painted > 0 ? `ready · ${painted} painted` : 'ready';
  }
}

/** The arm in one English line: `painting 12 of 40 · 3 min left · 4 dips · paint 60 %`. */
export function armSentence(arm: ArmView): string {
  const { says, queued, etaS, dipsLeft, brush, slowed } = arm;
  const busy = says.code === 'painting' || says.code === 'drying';
  return [
    head(arm),
    !busy && queued > 0 && `${queued} waiting`,
    queued > 0 && `${roughly(etaS)} left`,
    dipsLeft > 0 && `${dipsLeft} ${dipsLeft === 1 ? 'dip' : 'dips'}`,
    busy && brush && `paint ${Math.round(100 * brush.left)} %`,
    slowed && 'slowed: somebody is near',
  ]
    .filter((part) => typeof part === 'string')
    .join(' · ');
}
