import type { Input } from '../../engine/input.ts';
import { type Programme, programmeSchema } from '../../engine/programme.ts';
import type { StampedInput } from '../../engine/replay.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt, handsInput } from './hands.ts';

/**
 * What happened in a show of half a minute: a hand comes, stirs, pinches and goes; the light is taken out and comes back;
 * the next cue is called.
 */
export function halfAMinute(): StampedInput[] {
  const inputs: StampedInput[] = [];
  const at = (s: number, input: Input): void => void inputs.push({ step: Math.round(s * 60), input });
  for (let step = 60; step <= 900; step += 2) {
    const t = step / 60;
    const pinch = t > 4 && t < 9;
    inputs.push({
      step,
      input: handsInput(step * (1000 / 60), handAt(0.5 + 0.25 * Math.sin(t), 0.5 + 0.2 * Math.cos(1.3 * t), { gap: pinch ? 0.1 : 1 })),
    });
  }
  inputs.push({ step: 902, input: handsInput(902 * (1000 / 60)) });
  at(18, { kind: 'blackout', on: true });
  at(19, { kind: 'blackout', on: false });
  at(21, { kind: 'go' });
  at(27, { kind: 'panic' });
  return inputs;
}
/** Where that show ends, in steps. */
export const HALF_A_MINUTE = 1800;

/** The built-in programme with a second cue to go to. */
export const twoCues: Programme = programmeSchema.parse({
  ...builtIn,
  cues: [...builtIn.cues, { number: 2, name: 'Deeper', scene: 'hush', params: {} }],
});
