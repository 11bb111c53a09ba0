import type { Params } from '../../../engine/scene.ts';
import type { Scene } from '../../../scenes/kit/scene.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import type { Golden } from './golden.ts';

/** Every parameter at the same share of its range. */
const allAt = (params: Params, share: number): Record<string, number> =>
  Object.fromEntries(Object.entries(params).map(([name, { min, max }]) => [name, min + share * (max - min)]));

/**
 * The performance that a scene is given while nobody has written another: somebody shows poses and pinches, phones and a mouse
 * draw, two hands spread, one conducts, another swipes before a second camera; the artist fires cues, fades, moves a
 * fader, stores, recalls and takes back; then the room is empty, so that it may dream.
 */
export function standardGolden({ id, params, title }: Scene): Golden {
  const { seed, canvas, palette, brushes, machine, paints, tempo } = builtIn;
  const [first] = Object.keys(params);
  const fader = (atS: number, value: number) =>
    first === undefined ? [] : [{ atS, input: { kind: 'param' as const, name: first, value } }];
  const highest = first === undefined ? 0 : (params[first]?.max ?? 0);
  return {
    about: `${title}: a minute with hands, phones and an artist, then nobody`,
    programme: {
      ...{ version: 1, title, seed, canvas, palette, brushes, machine, paints, tempo },
      cues: [
        { number: 1, name: 'As it comes', scene: id },
        {
          ...{ number: 2, name: 'More of everything', scene: id, params: allAt(params, 0.7), transition: { kind: 'wet-edge', seconds: 2 } },
          fades: [{ what: 'light', to: 0.6, seconds: 3 }],
          follow: { afterS: 9 },
        },
        { number: 3, name: 'Less of it', scene: id, params: allAt(params, 0.05), quantise: 'beat' },
      ],
    },
    seconds: 60,
    films: [
      { atS: 1, film: 'poses', camera: 'camera-a' },
      { atS: 12.5, film: 'spread', camera: 'camera-a' },
      { atS: 19, film: 'conduct-96', camera: 'camera-a' },
      { atS: 21, film: 'swipes', camera: 'camera-b' },
    ],
    fingers: [
      {
        ...{ atS: 6, who: 'phone-golden0001', via: 'phone', seconds: 4 },
        path: [
          [0.15, 0.25],
          [0.45, 0.4],
          [0.3, 0.75],
          [0.7, 0.8],
        ],
      },
      {
        ...{ atS: 9, who: 'phone-golden0002', via: 'phone', seconds: 1.2 },
        path: [
          [0.8, 0.2],
          [0.85, 0.45],
        ],
      },
      {
        ...{ atS: 16, who: 'phone-golden0001', via: 'phone', seconds: 0.1 },
        path: [
          [0.6, 0.3],
          [0.6, 0.3],
        ],
      },
      {
        ...{ atS: 28, who: 'pointer-golden01', via: 'pointer', seconds: 3 },
        path: [
          [0.1, 0.9],
          [0.5, 0.1],
          [0.9, 0.9],
        ],
      },
    ],
    said: [
      { atS: 15, input: { kind: 'go' } },
      { atS: 17, input: { kind: 'signal', name: 'sound/low', value: 0.7 } },
      ...fader(18, highest),
      { atS: 20, input: { kind: 'snapshot/store', name: 'loud' } },
      { atS: 22, input: { kind: 'tempo/set', bpm: 96 } },
      { atS: 30, input: { kind: 'master', which: 'light', level: 0.9 } },
      { atS: 32, input: { kind: 'undo' } },
      { atS: 33, input: { kind: 'snapshot/recall', name: 'loud', seconds: 1.5 } },
      { atS: 35, input: { kind: 'cue/jump', number: 3 } },
      { atS: 36, input: { kind: 'leave', who: 'phone-golden0001' } },
    ],
  };
}
