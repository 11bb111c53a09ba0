import type { SceneMapping } from '../../engine/scene.ts';

/**
 * What moves hush by itself: little, slowly, and never all the way, so that the artist's faders still mean something. A busy
 * room lets more ink flow, a raised hand and deep sounds make the edges swell. Each is silent while its signal is absent.
 */
export const mappings: readonly SceneMapping[] = [
  {
    id: 'energy',
    from: 'crowd/energy',
    to: 'flow',
    in: [0.05, 0.8],
    out: [84, 128],
    curve: 's-curve',
    attackS: 1.5,
    releaseS: 4,
    depth: 0.7,
  },
  { id: 'raised', from: 'hand/0/height', to: 'swell', in: [0.25, 0.9], out: [6, 26], attackS: 0.6, releaseS: 1.8, depth: 0.6 },
  {
    id: 'deep',
    from: 'sound/low',
    to: 'swell',
    in: [0.1, 0.7],
    out: [8, 34],
    curve: 'exponential',
    bend: -2,
    attackS: 0.12,
    releaseS: 1.2,
    depth: 0.5,
  },
];
