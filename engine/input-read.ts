import { type HandSeen, type HandsInput, type Input, inputSchema, type TouchInput } from './input.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const within = (value: unknown, min: number, max: number): boolean => typeof value === 'number' && value >= min && value <= max;
const isName = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= 40;

/** @returns whether it has so many fields: what a schema would leave out must not be there */
function has(value: Fields, count: number): boolean {
  let n = 0;
  for (const _ in value) n++;
  return n === count;
}

function isHand(value: unknown): value is HandSeen {
  if (!isFields(value) || !has(value, 3) || !within(value.score, 0, 1)) return false;
  const { side, landmarks } = value;
  if ((side !== 'left' && side !== 'right') || !Array.isArray(landmarks) || landmarks.length !== 63) return false;
  for (const landmark of landmarks) if (!within(landmark, -2, 3)) return false;
  return true;
}

function isHands(value: Fields): value is Fields & HandsInput {
  const { kind, camera, source, t, aspect, hands } = value;
  if (kind !== 'hands' || !has(value, 6) || !isName(camera) || !within(t, 0, Number.MAX_VALUE) || !within(aspect, 0.2, 5)) return false;
  if (source !== 'camera' && source !== 'recording' && source !== 'pointer') return false;
  return Array.isArray(hands) && hands.length <= 8 && hands.every(isHand);
}

function isTouch(value: Fields): value is Fields & TouchInput {
  const { kind, participant, via, phase, x, y, pressure } = value;
  if (kind !== 'touch' || !has(value, 7) || !isName(participant) || (via !== 'phone' && via !== 'pointer')) return false;
  if (phase !== 'down' && phase !== 'move' && phase !== 'up') return false;
  return within(x, 0, 1) && within(y, 0, 1) && within(pressure, 0, 1);
}

/**
 * An input as it comes back from a ledger, held against its schema. Hands and touches, nearly all of them, are recognised by hand:
 * a sixth of the time that a replay took was spent on their schemas. What is not recognised at once is for the schema to judge.
 *
 * @throws ZodError where it is no input
 */
export function readInput(value: unknown): Input {
  if (isFields(value) && (isHands(value) || isTouch(value))) return value;
  return inputSchema.parse(value);
}
