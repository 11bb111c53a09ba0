import fc from 'fast-check';
import type { Transport } from '../../../devices/transports/transport.ts';
import { createRandom } from '../../../engine/random.ts';

/** What a number in a line may become on a bad cable, or in a bad firmware. */
const oddities = [
  'NaN',
  '',
  '-',
  '1e999',
  '9'.repeat(400),
  `${'9'.repeat(330)}.00`,
  `-${'9'.repeat(330)}.000`,
  '8'.repeat(25),
  '-0',
  '0',
  '0.0000001',
  '-99999999',
  '2147483648',
  'ok',
  '\xff',
];

/** One line of a firmware, altered in one of its fields. */
function altered(line: string, random: () => number): string {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const numbers = [...line.matchAll(/-?\d+(?:\.\d+)?/g)];
  const number = pick(numbers);
  const fields = line.split(/([,|: ])/);
  switch (Math.floor(random() * 9)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return number === undefined
        ? `${line}${pick(oddities)}`
        : `${line.slice(0, number.index)}${pick(oddities)}${line.slice(number.index + number[0].length)}`;
    case 4:
      return fields.filter((_, i) => i !== Math.floor(random() * fields.length)).join('');
    case 5:
      return `${line.slice(0, Math.floor(random() * line.length))}`;
    case 6:
      return line.replace(/(,-?[\d.]+)/, '$1$1$1$1');
    case 7:
      return `${line}\n${line}`;
    default:
      return line.replace(/,-?[\d.]+/, '');
  }
}

/**
 * The far end of a cable whose lines to the host are altered, each with so many chances in a hundred.
 *
 * @param share - asked for each line, 0 to 100
 */
export function lying(far: Transport, seed: number, share: () => number): Transport {
  const chance = createRandom(seed);
  const random = (): number => chance.next();
  let begun = '';
  return {
    ...far,
    write: (bytes) => {
      begun += String.fromCharCode(...bytes);
      const parts = begun.split(/(?<=[\r\n])/);
      begun = /[\r\n]$/.test(begun) ? '' : (parts.pop() ?? '');
      return parts.every((part) => {
        const text = random() * 100 < share() ? `${altered(part.replace(/[\r\n]+$/, ''), random)}\r\n` : part;
        return far.write(Uint8Array.from(text, (char) => char.charCodeAt(0)));
      });
    },
  };
}

/** What happens to a driver, and to its cable. */
export type Happening =
  | { readonly kind: 'send'; readonly to: readonly [number, number, number] }
  | { readonly kind: 'halt' | 'home' | 'unlock' | 'abort' | 'connect' }
  | { readonly kind: 'watch'; readonly pace: 'moving' | 'idle' | 'closely' }
  | { readonly kind: 'noise'; readonly text: string }
  | { readonly kind: 'lies'; readonly percent: number }
  | { readonly kind: 'pass'; readonly ms: number };

const coordinate = fc.integer({ min: -40, max: 400 });
const realLines = [
  'ok',
  'error:22',
  'ALARM:1',
  "Grbl 1.1h ['$' for help]",
  '<Idle|MPos:1.000,2.000|FS:0,0>',
  '<Run|WPos:1,2,3|Bf:0,0>',
  '<Idle|MPos:nan,2.000,0.000|WCO:1,2>',
  '<Hold:0|MPos:1.000,2.000,3.000,4.000,5.000,6.000,7.000|Bf:15,128>',
  '$110=0',
  '[OPT:V,0,0]',
  'start',
  'Resend: 1',
  'Resend: 1003',
  'echo:busy: processing',
  'X:1.00 Y:2.00 Z:3.00 E:0.00 Count X:1 Y:2 Z:3',
  `X:${'9'.repeat(300)}.00 Y:2.00 Z:3.00 E:0.00 Count A:1 B:2 Z:3`,
  'Error:Printer halted. kill() called!',
  'EBBv13_and_above EB Firmware Version 2.8.1',
  '!8 Err: Unknown command',
  'QM,0,0,0,0',
  'QS,123,-456',
  `${'9'.repeat(400)},1`,
  '0394,0012',
];
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(...realLines).map((line) => `${line}\r\n`),
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
);

/** Anything that may happen, in any order; a driver is connected somewhere in it. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('send' as const), to: fc.tuple(coordinate, coordinate, fc.integer({ min: -5, max: 60 })) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('halt' as const, 'home' as const, 'unlock' as const, 'abort' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('watch' as const),
        pace: fc.constantFrom('moving' as const, 'idle' as const, 'closely' as const),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('noise' as const), text: noise }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('lies' as const), percent: fc.constantFrom(0, 0, 3, 20, 50) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 900 }) }) },
  ),
  { minLength: 4, maxLength: 24 },
);
