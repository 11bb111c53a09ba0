import type { ArmSays, ArmView } from '../../protocol/arm-view.ts';
import type { Words } from './i18n/en.ts';

/** The arm in a page's own language: its state in a sentence, why, and what to do. What the arm itself says is not in here. */
export interface ArmWords {
  readonly state: string;
  readonly why: string | null;
  readonly remedy: string | null;
}

const whyOf = (says: ArmSays, arm: Words['arm']): string | null => {
  switch (says.code) {
    case 'painting':
      return arm.stroke(says.stroke);
    case 'drying':
      return arm.drying(says.forS);
    case 'held':
      return arm.why[says.why];
    case 'stopped':
      return arm.stoppedFrom[says.from.place](says.from.who ?? '');
    case 'offline':
      return arm.offline;
    case 'unreferenced':
      return arm.unreferenced;
    default:
      return null;
  }
};

const remedyOf = (says: ArmSays, arm: Words['arm']): string | null => {
  if (says.code === 'stopped') return arm.remedy.resume;
  if (says.code !== 'held') return null;
  return says.why === 'operator' ? arm.remedy.resume : says.why === 'landing' ? arm.remedy.landing : null;
};

export function armWords(view: ArmView | null, { arm }: Words): ArmWords {
  if (view === null) return { state: arm.state.connecting, why: null, remedy: null };
  const { says } = view;
  const state = says.code === 'starting' ? arm.starting : says.code === 'stopped' ? arm.stopped : arm.state[view.state];
  return { state, why: whyOf(says, arm), remedy: remedyOf(says, arm) };
}

/** Whether it moves, so that whoever stands by may want to stop it. */
export const moves = (view: ArmView | null): boolean => view?.state === 'painting' || view?.state === 'jogging';

/** Whether it waits for an operator's word: what people near it, or a silent show, hold goes on by itself. */
export function awaitsResume(view: ArmView | null): boolean {
  if (view === null) return false;
  const { says } = view;
  return (
    says.code === 'stopped' || says.code === 'faulted' || (says.code === 'held' && (says.why === 'operator' || says.why === 'landing'))
  );
}
