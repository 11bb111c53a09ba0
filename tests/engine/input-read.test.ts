import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Input, inputSchema } from '../../engine/input.ts';
import { readInput } from '../../engine/input-read.ts';
import { handAt, handsInput } from '../support/hands.ts';

const touch: Input = { kind: 'touch', participant: 'phone-a', via: 'phone', phase: 'move', x: 0.5, y: 0.25, pressure: 1 };
const hands: Input = handsInput(17.5, handAt(0.3, 0.4), handAt(0.7, 0.5, { side: 'left' }));
const others: readonly Input[] = [
  { kind: 'go' },
  { kind: 'signal', name: 'sound/low', value: 0.3 },
  { kind: 'param', name: 'flow', value: 80 },
  handsInput(0),
];

/** Every place in a JSON-like value, as a path. */
function* pathsOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield [...path, key];
    yield* pathsOf(part, [...path, key]);
  }
}

/** The same with one place changed, left out, or joined by another. */
function changed(value: unknown, [key = '', ...rest]: readonly string[], to: unknown, how: 'set' | 'remove' | 'add'): unknown {
  if (Array.isArray(value)) {
    const items = value.map((one, i) => (String(i) === key && rest.length > 0 ? changed(one, rest, to, how) : one));
    if (rest.length > 0) return items;
    return how === 'set' ? items.map((one, i) => (String(i) === key ? to : one)) : how === 'add' ? [...items, to] : items.slice(1);
  }
  const fields = Object.entries(value ?? {});
  if (rest.length > 0) return Object.fromEntries(fields.map(([name, one]) => [name, name === key ? changed(one, rest, to, how) : one]));
  if (how === 'remove') return Object.fromEntries(fields.filter(([name]) => name !== key));
  return Object.fromEntries([...fields, [how === 'set' ? key : 'stray', to]]);
}

describe('reading an input', () => {
  it.each([...others, hands, touch].map((input) => [input.kind, input] as const))('takes %s as it is', (_, input) => {
    expect(readInput(JSON.parse(JSON.stringify(input)))).toEqual(input);
  });

  it('judges whatever is changed in an input exactly as its schema does', () => {
    const places = [hands, touch].flatMap((input) => [...pathsOf(input)].map((path) => ({ input, path })));
    const value = fc.oneof(
      fc.double(),
      fc.constantFrom(-0.001, 1.001, 3.5, -2.5, '', 'left', 'wide', 'camera', 'down', null, [], {}),
      fc.string(),
    );
    let good = 0;
    fc.assert(
      fc.property(fc.constantFrom(...places), value, fc.constantFrom('set', 'remove', 'add'), ({ input, path }, to, how) => {
        const made = changed(input, path, to, how);
        const judged = inputSchema.safeParse(made);
        if (judged.success) {
          good++;
          expect(readInput(made)).toEqual(judged.data);
        } else expect(() => readInput(made)).toThrow();
      }),
      { seed: 3, numRuns: 3000 },
    );
    expect(good).toBeGreaterThan(100);
  });

  it('refuses a value that is no input at all, naming what it lacks', () => {
    for (const value of [null, 7, 'go', [], {}]) expect(() => readInput(value)).toThrow(/kind|object/);
  });
});
