import type { Random } from '../../../engine/random.ts';
import type { SceneEvent } from '../../../engine/scene.ts';
import { mix, smoothstep, within } from '../../kit/numbers.ts';
import type { Wash } from '../../kit/wash.ts';
import type { Body } from './bodies.ts';
import { type Drop, dropLivesS, fallen, unfurl } from './drops.ts';
import type { Splat } from './splats.ts';

/** Drops that fall and edges that settle at once; the oldest give way. */
export const mostDrops = 8;
const mostEdges = 6;

/** A settled edge is drawn within this, s. */
const edgeLastsS = 3.4;

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly wash: Wash;
  readonly from: number;
  readonly turn: number;
  readonly phase: number;
  readonly seed: number;
  age: number;
}

/** What a step adds: to the water, and straight to the paper. */
export interface Marks {
  readonly water: readonly Splat[];
  readonly paper: readonly Splat[];
}

/** All ink that comes into the picture, and when. */
export interface Ink {
  readonly drops: readonly Drop[];
  /** Something the scene did; places in 0..1. */
  answer(event: SceneEvent, bodies: readonly Body[], aspect: number): void;
  step(bodies: readonly Body[], dtS: number): Marks;
}

export function createInk(random: Random, washOf: (paint: string) => Wash): Ink {
  let drops: Drop[] = [];
  let edges: Edge[] = [];
  return {
    get drops() {
      return drops;
    },
    answer(event, bodies, aspect) {
      const [x, y] = [within(event.x, 0, 1, 0.5) * aspect, within(event.y, 0, 1, 0.5)];
      const wash = washOf(event.paint);
      if (event.kind === 'drop') drops = [...drops, fallen(x, y, within(event.strength, 0.2, 1, 0.6), wash, random)].slice(-mostDrops);
      if (event.kind !== 'settle') return;
      const near = bodies.find((body) => Math.hypot(body.x - x, body.y - y) < 0.05);
      const radius = within((near?.span ?? 0.14) * 0.95, 0.09, 0.24, 0.14);
      const [from, phase] = [random.between(0, 2 * Math.PI), random.between(0, 2 * Math.PI)];
      const turn = random.between(3.6, 5) * (random.next() < 0.5 ? 1 : -1);
      const seed = random.between(1, 1000);
      edges = [...edges, { x, y, radius, wash, from, turn, phase, seed, age: 0 }].slice(-mostEdges);
    },
    step(bodies, dtS) {
      const water: Splat[] = [];
      const paper: Splat[] = [];
      for (const drop of drops) water.push(...unfurl(drop, dtS));
      for (const edge of edges) {
        paper.push(...edgeMarks(edge, dtS));
        edge.age += dtS;
      }
      for (const body of bodies) {
        water.push(...wakeMarks(body, dtS));
        const line = lineMark(body, dtS);
        if (line) {
          water.push(line);
          paper.push({ ...line, radius: line.radius * 0.8, amount: line.amount * 0.55, rough: 0.35, fresh: 0.3 });
        }
      }
      drops = drops.filter((drop) => drop.age < dropLivesS);
      edges = edges.filter((edge) => edge.age < edgeLastsS);
      return { water, paper };
    },
  };
}

/** The edge of a stillness, drawn round the hand as a wet brush would, straight onto the paper. */
function edgeMarks(edge: Edge, dtS: number): Splat[] {
  const place = (t: number): readonly [number, number] => {
    const angle = edge.from + edge.turn * t;
    const r = edge.radius * (1 + 0.07 * Math.sin(2 * angle + edge.phase) + 0.04 * Math.sin(5 * angle - edge.phase));
    return [edge.x + r * Math.cos(angle), edge.y + r * Math.sin(angle)];
  };
  const eased = (age: number): number => smoothstep(0, 1, age / edgeLastsS);
  const [begin, end] = [eased(edge.age), eased(edge.age + dtS)];
  const lifted = smoothstep(0.62, 0.65, begin) * (1 - smoothstep(0.69, 0.72, begin));
  const breath = Math.sin(Math.PI * begin) ** 0.6 * (1 - lifted);
  const pieces = 1 + Math.floor((Math.abs(edge.turn) * edge.radius * (end - begin)) / 0.01);
  const radius = mix(0.003, 0.0085, breath) * (1 + 0.3 * Math.sin(9 * begin + edge.phase));
  return Array.from({ length: breath > 0.02 ? pieces : 0 }, (_, n) => ({
    from: place(mix(begin, end, n / pieces)),
    to: place(mix(begin, end, (n + 1) / pieces)),
    radius,
    wash: edge.wash,
    amount: 0.7 * breath,
    rough: 0.4,
    core: 0.35,
    wisps: 0.15,
    seed: edge.seed,
    fresh: 0.3,
    joined: true,
  }));
}

/** The colour that trails from an open hand as it moves: thin, and torn into wisps. */
function wakeMarks(body: Body, dtS: number): Splat[] {
  const speed = Math.hypot(body.vx, body.vy);
  const flow = body.presence * body.weight * body.openness * smoothstep(0.02, 0.35, speed);
  if (flow < 0.01) return [];
  const back: readonly [number, number] = [body.x - body.vx * dtS, body.y - body.vy * dtS];
  const across: readonly [number, number] = [-body.vy / speed, body.vx / speed];
  // three lanes that wander across the palm, so that no wake has rails
  return [-1, 0, 1].map((lane) => {
    const aside = body.span * (lane * 0.36 + 0.16 * Math.sin(7 * (body.x + lane) + 5 * body.y));
    const shift = ([x, y]: readonly [number, number]) => [x + across[0] * aside, y + across[1] * aside] as const;
    return {
      from: shift(back),
      to: shift([body.x, body.y]),
      radius: body.span * (lane === 0 ? 0.34 : 0.24),
      wash: body.wash,
      amount: (lane === 0 ? 2.6 : 2) * flow * dtS,
      rough: 0.9,
      core: 0,
      wisps: 1,
      seed: lane + 3,
      fresh: 0.12 * dtS,
      joined: false,
    };
  });
}

/** The line that a gripping hand draws: from where its ink had come to, to the tip. It pools where the tip lingers. */
function lineMark(body: Body, dtS: number): Splat | undefined {
  if (!body.grip) return undefined;
  const to = [body.tipX, body.tipY] as const;
  const from = body.inked ? ([body.inked.x, body.inked.y] as const) : to;
  body.inked = { x: to[0], y: to[1] };
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const slow = 1 / (1 + (length / dtS / 0.5) ** 1.2);
  const radius = mix(0.0036, 0.0098, slow) * mix(0.8, 1.2, body.pressure);
  const joined = length > 1e-4;
  const amount = joined ? 1.25 : 0.4 * dtS;
  return { from, to, radius, wash: body.wash, amount, rough: 0.3, core: 0.45, wisps: 0, seed: 7, fresh: joined ? 0.25 : 0, joined };
}
