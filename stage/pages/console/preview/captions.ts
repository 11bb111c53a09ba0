import { type Cue, usualTransition } from '../../../../engine/cues/cue.ts';
import type { PreviewWords } from '../../shared/i18n/en-preview.ts';
import type { ShowNow } from '../../shared/mirror.ts';

const percent = (share: number): number => Math.round(share * 100);

/** @returns what the wall's picture cannot say for itself: why it is dark, where it is on its way; nothing in full light */
export function wallWords({ masters, light, frozen, leaving }: ShowNow, w: PreviewWords): string {
  const said: string[] = [];
  if (masters.panic) said.push(w.panic);
  else if (masters.blackout) said.push(w.blackout);
  else if (percent(light) < 100) said.push(w.light(percent(light)));
  if (leaving !== null) said.push(w.going(leaving.kind, percent(leaving.progress)));
  if (frozen) said.push(w.frozen);
  return said.join(' · ');
}

/** @returns how the show goes over to a cue, and where its light goes */
export function goWords({ scene, transition = usualTransition, fades = [] }: Cue, sceneNow: string, w: PreviewWords): string {
  const { kind, seconds } = transition;
  const takesS = kind === 'cut' ? 0 : seconds;
  const way = scene === sceneNow ? w.sameScene(takesS) : w.transition(kind, seconds);
  return [way, ...fades.flatMap((fade) => (fade.what === 'light' ? [w.lightTo(percent(fade.to))] : []))].join(' · ');
}
