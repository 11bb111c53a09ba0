import type { Random } from '../../../engine/random.ts';
import { mix, smoothstep } from '../../kit/numbers.ts';
import type { Wash } from '../../kit/wash.ts';
import type { Splat } from './splats.ts';

/** A drop gives its ink within this, sends out threads for so long, and is forgotten after that, s. */
const givesS = 2;
const threadsLastS = 4.2;
export const dropLivesS = 4.5;

/** The water that a full drop brings: area per second at first, wall heights², and how long it takes to cease, s. */
export const broughtArea = 0.034;
export const bringsS = 1.2;

/** The head of a thread of ink on its way through the water. Lengths in wall heights. */
interface Thread {
  x: number;
  y: number;
  /** radians */
  heading: number;
  /** wall heights per second when it set out */
  readonly speed: number;
  /** radians per second that it turns by, once it has slowed */
  readonly curl: number;
  readonly width: number;
  /** seconds after the drop fell that it sets out */
  readonly from: number;
  /** how long it stays quick, s */
  readonly reachS: number;
}

/** A drop in the water. Lengths in wall heights from the bottom left corner. */
export interface Drop {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
  readonly wash: Wash;
  /** any number: the shape of its edge, and where the water tears */
  readonly seed: number;
  readonly threads: readonly Thread[];
  /** seconds since it fell */
  age: number;
}

/** A drop as it meets the water, with the threads that it will send out: uneven in angle, pace and side. */
export function fallen(x: number, y: number, strength: number, wash: Wash, random: Random): Drop {
  const plumes = 6 + Math.floor(random.between(0, 4) * strength);
  const first = random.between(0, 2 * Math.PI);
  const threads = Array.from({ length: plumes }, (_, n) => {
    const heading = first + (2 * Math.PI * (n + random.normal(0, 0.25))) / plumes;
    return plumeOf(x, y, heading, random.between(0.03, 0.1) * mix(0.7, 1.1, strength), random);
  }).flat();
  return { x, y, strength, wash, seed: random.between(1, 1000), threads, age: 0 };
}

/**
 * Threads that set out together. The outer ones are held back by the water beside them and roll away to both sides, as
 * the rim of a mushroom; the middle ones go furthest.
 */
function plumeOf(x: number, y: number, towards: number, speed: number, random: Random): Thread[] {
  const from = random.next() ** 2 * 0.8;
  const lean = random.normal(0, 0.5);
  return [-1, -0.45, 0.1, 0.5, 1].map((side) => {
    const heading = towards + side * 0.2 + random.normal(0, 0.06);
    const held = 1 - 0.45 * Math.abs(side);
    return {
      x: x + 0.012 * Math.cos(heading),
      y: y + 0.012 * Math.sin(heading),
      heading,
      speed: speed * held * random.between(0.85, 1.15),
      curl: side * random.between(1.6, 3.4) + lean,
      width: random.between(0.0011, 0.003),
      from: from + random.between(0, 0.25),
      reachS: random.between(0.8, 1.5),
    };
  });
}

/** What a drop adds to the water in one step; moves it on. */
export function unfurl(drop: Drop, dtS: number): Splat[] {
  const marks = drop.age < givesS ? heart(drop, dtS) : [];
  if (drop.age < threadsLastS)
    marks.push(...drop.threads.filter((thread) => drop.age > thread.from).flatMap((thread) => spun(drop, thread, dtS)));
  drop.age += dtS;
  return marks;
}

/** A dense heart, and a ragged skirt that the water carries off. */
function heart(drop: Drop, dtS: number): Splat[] {
  const t = drop.age / givesS;
  const give = (dtS / givesS) * 2 * (1 - t) * drop.strength;
  const size = mix(0.65, 1, drop.strength);
  const base = { from: [drop.x, drop.y], to: [drop.x, drop.y], wash: drop.wash, seed: drop.seed, joined: false } as const;
  return [
    { ...base, radius: size * mix(0.018, 0.03, t), amount: 11 * give, rough: 0.7, core: 0, wisps: 0, fresh: 2 * dtS },
    { ...base, radius: size * mix(0.05, 0.1, t), amount: 1.4 * give, rough: 0.9, core: 0, wisps: 0.9, fresh: 2 * dtS },
  ];
}

/** A thread grows by one step: a fine line, and the veil that its rolled head leaves behind. */
function spun(drop: Drop, thread: Thread, dtS: number): Splat[] {
  const age = drop.age - thread.from;
  const slowing = Math.exp(-age / thread.reachS);
  const from = [thread.x, thread.y] as const;
  const going = thread.speed * (0.12 + slowing) * dtS;
  // it turns the more the slower it is, until its head rolls in
  thread.heading += thread.curl * (1.15 - slowing) * dtS;
  // and it is carried by the water that the drop brings
  const [offX, offY] = [thread.x - drop.x, thread.y - drop.y];
  const spread =
    (broughtArea * drop.strength * Math.exp(-drop.age / bringsS) * dtS) / (2 * Math.PI * Math.max(2e-4, offX * offX + offY * offY));
  thread.x += Math.cos(thread.heading) * going + offX * spread;
  thread.y += Math.sin(thread.heading) * going + offY * spread;
  const left = 1 - smoothstep(0.2, threadsLastS - thread.from, age);
  const radius = thread.width * mix(0.45, 1, left) * mix(0.8, 1.1, drop.strength);
  const base = { from, to: [thread.x, thread.y], wash: drop.wash, seed: drop.seed + thread.width * 1e4 } as const;
  const dose = Math.hypot(thread.x - from[0], thread.y - from[1]) / (2 * radius);
  return [
    { ...base, radius, amount: 0.95 * left, rough: 0.4, core: 0.1, wisps: 0, fresh: 0.4 * left, joined: true },
    { ...base, radius: radius * mix(10, 5, left), amount: 0.04 * left * dose, rough: 0.8, core: 0, wisps: 0.4, fresh: 0, joined: false },
  ];
}
