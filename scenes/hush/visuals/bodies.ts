import type { Person } from '../../../engine/people.ts';
import { approach, within } from '../../kit/numbers.ts';
import type { Wash } from '../../kit/wash.ts';

/** So many press on the water at once; those who came first, as everywhere. */
export const mostBodies = 12;

/** How quickly a place follows what is reported 30 times a second, s; how quickly somebody is felt, and is forgotten, s. */
const followsS = 0.05;
const comesS = 0.35;
const goesS = 0.6;

/** Somebody as the water feels them. Lengths in wall heights from the bottom left corner. */
export interface Body {
  readonly id: string;
  readonly wash: Wash;
  /** a dreamer presses more softly than somebody who is here */
  readonly weight: number;
  x: number;
  y: number;
  /** wall heights per second */
  vx: number;
  vy: number;
  span: number;
  /** 0 not there, 1 there */
  presence: number;
  /** 0 closed, 1 open */
  openness: number;
  /** 0 moving, 1 at rest */
  stillness: number;
  grip: boolean;
  pressure: number;
  tipX: number;
  tipY: number;
  /** where the ink of the line it draws has come to; absent while it draws none */
  inked: { x: number; y: number } | null;
  /** it has left, and fades */
  gone: boolean;
}

export interface Bodies {
  readonly all: readonly Body[];
  /** @param aspect - width of the wall over its height */
  step(people: readonly Person[], aspect: number, dtS: number): void;
}

/** Follows people as something with mass would: nothing appears, jumps or vanishes. */
export function createBodies(washOf: (paint: string) => Wash): Bodies {
  let all: Body[] = [];
  return {
    get all() {
      return all;
    },
    step(people, aspect, dtS) {
      const here = people.slice(0, mostBodies);
      for (const person of here) {
        const known = all.find((body) => body.id === person.id);
        const body = known ?? bornOf(person, aspect, washOf(person.paint));
        if (!known) all.push(body);
        followed(body, person, aspect, dtS);
      }
      for (const body of all) {
        body.gone = !here.some((person) => person.id === body.id);
        if (body.gone) faded(body, dtS);
      }
      all = all.filter((body) => !body.gone || body.presence > 0.01).slice(-mostBodies);
    },
  };
}

function bornOf(person: Person, aspect: number, wash: Wash): Body {
  const [x, y] = [within(person.at.x, 0, 1, 0.5) * aspect, within(person.at.y, 0, 1, 0.5)];
  return {
    id: person.id,
    wash,
    weight: person.kind === 'generator' ? 0.45 : 1,
    x,
    y,
    vx: 0,
    vy: 0,
    span: within(person.span, 0.05, 0.35, 0.12),
    presence: 0,
    openness: within(person.openness, 0, 1, 1),
    stillness: 0,
    grip: false,
    pressure: 0.5,
    tipX: within(person.tip.x, 0, 1, 0.5) * aspect,
    tipY: within(person.tip.y, 0, 1, 0.5),
    inked: null,
    gone: false,
  };
}

function followed(body: Body, person: Person, aspect: number, dtS: number): void {
  const [toX, toY] = [within(person.at.x, 0, 1, 0.5) * aspect, within(person.at.y, 0, 1, 0.5)];
  // a tracker that loses a hand and finds it elsewhere must not whip the water
  const leapt = Math.hypot(toX - body.x, toY - body.y) > 0.35;
  const x = leapt ? toX : approach(body.x, toX, dtS, followsS);
  const y = leapt ? toY : approach(body.y, toY, dtS, followsS);
  body.vx = leapt ? 0 : approach(body.vx, within((x - body.x) / dtS, -3, 3, 0), dtS, 0.08);
  body.vy = leapt ? 0 : approach(body.vy, within((y - body.y) / dtS, -3, 3, 0), dtS, 0.08);
  body.x = x;
  body.y = y;
  body.tipX = leapt ? toX : approach(body.tipX, within(person.tip.x, 0, 1, 0.5) * aspect, dtS, followsS * 0.6);
  body.tipY = leapt ? toY : approach(body.tipY, within(person.tip.y, 0, 1, 0.5), dtS, followsS * 0.6);
  body.span = approach(body.span, within(person.span, 0.05, 0.35, 0.12), dtS, 0.2);
  body.openness = approach(body.openness, person.grip ? 0.2 : within(person.openness, 0, 1, 1), dtS, 0.15);
  body.stillness = approach(body.stillness, person.stillS > 1.2 && !person.grip && person.kind !== 'generator' ? 1 : 0, dtS, 0.7);
  body.presence = approach(body.presence, person.kind === 'generator' ? within(person.openness / 0.7, 0, 1, 0) : 1, dtS, comesS);
  body.pressure = within(person.pressure, 0, 1, 0.5);
  body.grip = person.grip === true;
  if (!body.grip || leapt) body.inked = null;
}

function faded(body: Body, dtS: number): void {
  body.presence = approach(body.presence, 0, dtS, goesS);
  body.stillness = approach(body.stillness, 0, dtS, 0.4);
  body.vx = approach(body.vx, 0, dtS, 0.3);
  body.vy = approach(body.vy, 0, dtS, 0.3);
  body.x += body.vx * dtS;
  body.y += body.vy * dtS;
  body.grip = false;
  body.inked = null;
}
