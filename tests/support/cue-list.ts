import { type Cue, cueSchema } from '../../engine/cues/cue.ts';
import { type CueOrder, type CueState, firstCue, obeyCue, stepCues } from '../../engine/cues/player.ts';
import type { Happening } from '../../engine/cues/until.ts';

export const dt = 1 / 60;
export const quiet: Happening = { gestures: [], votes: {}, energy: 0, strokesLeft: null, beat: null };
export const cue = (number: number, more: Partial<Cue> = {}): Cue =>
  cueSchema.parse({ number, name: `Cue ${number}`, scene: 'hush', ...more });

/** A list that is played: orders at times, and what happens in the room. */
export function play(cues: readonly Cue[]) {
  let state = firstCue(cues);
  const fired: number[] = [];
  const note = (place: number | null): void => {
    const number = place === null ? undefined : cues[place]?.number;
    if (number !== undefined) fired.push(number);
  };
  return {
    fired,
    state: (): CueState => state,
    order(order: CueOrder): void {
      const done = obeyCue(state, order, cues);
      state = done.state;
      note(done.fires);
    },
    pass(s: number, now: Happening = quiet): void {
      for (let i = 0; i < Math.round(s / dt); i++) {
        const done = stepCues(state, cues, now, dt);
        state = done.state;
        note(done.fires);
      }
    },
  };
}
