import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inputSchema } from '../../../engine/input.ts';
import { type Programme, programmeSchema } from '../../../engine/programme.ts';
import { createShow, HZ, type ShowState } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import { nearDigest, strokesDigest } from '../../../stage/ledger/digest.ts';
import { root } from '../serve.ts';
import { inputsOf } from './performance.ts';

const timeS = z.number().min(0).max(60);
const place = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);

/** A short recorded performance of one scene: what was seen, touched and ordered, and what came of it. */
const goldenSchema = z.object({
  about: z.string(),
  programme: z.unknown(),
  seconds: z.number().min(30).max(60),
  /** recordings of tests/fixtures/gestures, by name */
  films: z.array(z.object({ atS: timeS, film: z.string(), camera: z.string() })),
  /** a finger goes from place to place, evenly, and lifts */
  fingers: z.array(
    z.object({ atS: timeS, who: z.string(), via: z.enum(['phone', 'pointer']), seconds: timeS, path: z.array(place).min(2) }),
  ),
  said: z.array(z.object({ atS: timeS, input: inputSchema })),
});
export type Golden = z.infer<typeof goldenSchema>;

/** What came of a performance. Digests of states are by second, each of a part of the state. */
const madeSchema = z.object({
  inputs: z.number(),
  strokes: z.number(),
  authors: z.record(z.string(), z.number()),
  gestures: z.record(z.string(), z.number()),
  /** seconds at which cues fired, and their numbers */
  cues: z.array(z.tuple([z.number(), z.number()])),
  digest: z.string(),
  states: z.record(z.string(), z.object({ crowd: z.string(), scene: z.string(), rest: z.string() })),
});
export type Made = z.infer<typeof madeSchema>;

const EVERY_S = 5;

export const fileOf = (scene: string): string => join(root, 'tests', 'golden', 'replays', `${scene}.json`);

/** @returns what is kept for a scene, or null; `made` is null in a file that was written by hand and never played */
export function readGolden(scene: string): { readonly golden: Golden; readonly made: Made | null } | null {
  if (!existsSync(fileOf(scene))) return null;
  const { made, ...golden } = z.looseObject({ made: madeSchema.nullish() }).parse(JSON.parse(readFileSync(fileOf(scene), 'utf8')));
  return { golden: goldenSchema.parse(golden), made: made ?? null };
}

/** One line for each thing that was done or that came of it, so that a change shows as the lines it changes. */
export function writeGolden(scene: string, golden: Golden, made: Made): void {
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
  const lines = [
    ['about', JSON.stringify(golden.about)],
    ['programme', JSON.stringify(golden.programme)],
    ['seconds', JSON.stringify(golden.seconds)],
    ['films', list(golden.films)],
    ['fingers', list(golden.fingers)],
    ['said', list(golden.said)],
    [
      'made',
      `{\n${Object.entries(made)
        .flatMap(([key, value]) => (key === 'states' ? [] : [`    "${key}": ${JSON.stringify(value)}`]))
        .join(',\n')},\n    "states": {\n${Object.entries(made.states)
        .map(([at, parts]) => `      "${at}": ${JSON.stringify(parts)}`)
        .join(',\n')}\n    }\n  }`,
    ],
  ];
  writeFileSync(fileOf(scene), `{\n${lines.map(([key, text]) => `  "${key}": ${text}`).join(',\n')}\n}\n`);
}

const short = (value: unknown): string => nearDigest(value).slice(0, 12);

function partsOf({ crowd, scene, leaving, ...rest }: ShowState): Made['states'][string] {
  return { crowd: short(crowd), scene: short({ scene, leaving }), rest: short(rest) };
}

export const programmeOf = ({ programme }: Golden): Programme => programmeSchema.parse(programme);

/** Plays a performance from its beginning to its end. */
export function playGolden(golden: Golden): Made {
  const show = createShow(programmeOf(golden), scenes);
  const inputsAt = inputsOf(golden);
  const digest = strokesDigest();
  const authors: Record<string, number> = {};
  const gestures: Record<string, number> = {};
  const states: Record<string, Made['states'][string]> = {};
  const cues: [number, number][] = [];
  let inputs = 0;
  let state = show.begin(1);
  while (state.step < golden.seconds * HZ) {
    const now = inputsAt(state.step + 1);
    const stepped = show.step(state, now);
    inputs += now.length;
    if (stepped.state.cues.place !== state.cues.place)
      cues.push([Math.round((100 * stepped.state.step) / HZ) / 100, show.cue(stepped.state).number]);
    state = stepped.state;
    for (const stroke of stepped.strokes) {
      digest.add(stroke);
      authors[stroke.author] = (authors[stroke.author] ?? 0) + 1;
    }
    for (const { kind } of stepped.gestures) gestures[kind] = (gestures[kind] ?? 0) + 1;
    if (state.step % (EVERY_S * HZ) === 0) states[String(state.step / HZ)] = partsOf(state);
  }
  return { inputs, strokes: state.nextStroke - 1, authors, gestures, cues, digest: digest.hex(), states };
}

/** @returns what is another than it was, a line each, the earliest state first; nothing where all is the same */
export function differences(was: Made, is: Made): string[] {
  const found: string[] = [];
  for (const key of ['inputs', 'strokes', 'authors', 'gestures', 'cues', 'digest'] as const) {
    const [before, now] = [JSON.stringify(was[key]), JSON.stringify(is[key])];
    if (before !== now) found.push(`${key}: ${before} → ${now}`);
  }
  for (const [at, parts] of Object.entries(is.states)) {
    const before = was.states[at];
    const changed = (['crowd', 'scene', 'rest'] as const).filter((part) => before?.[part] !== parts[part]);
    if (changed.length === 0) continue;
    found.push(`state from ${at} s on: ${changed.join(', ')}`);
    break;
  }
  return found;
}
