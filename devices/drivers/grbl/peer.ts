import type { Refusal } from '../../../engine/result.ts';

/** first bytes shown in a refusal */
const shown = 40;

const printable = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, (char) => (char === '\n' || char === '\r' ? ' ' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .trim();

/** What else speaks on serial ports, by its first words. */
const speakers: readonly (readonly [RegExp, looks: string, remedy: string])[] = [
  [
    /^\s*start\b|echo:|Marlin|\bFIRMWARE_NAME:/m,
    'a printer firmware of the Marlin family',
    'Give the port of the Grbl arm, or use a Marlin driver.',
  ],
  [/^\$G[A-Z]{4},/m, 'a GPS receiver (NMEA)', 'Give the port of the arm.'],
  [/EBBv|EiBotBoard/, 'an EBB board (AxiDraw)', 'Give the port of the Grbl arm, or use an EBB driver.'],
  [/^@\d+ |uArm|SWIFT/im, 'a uArm', 'Give the port of the Grbl arm, or use a uArm driver.'],
  [/Smoothie/i, 'a Smoothieboard', 'Set it to its Grbl mode, or give the port of the Grbl arm.'],
  [/\xf0y|\xf9[^ -~]/, 'a board with Firmata', 'Give the port of the Grbl arm, or put Grbl on this board.'],
];

/**
 * Says what answered instead of a Grbl.
 *
 * @param heard - all bytes received, as latin1
 */
export function notGrbl(port: string, heard: string): Refusal {
  const code = 'arm/not-grbl';
  if (heard.trim() === '')
    return {
      code,
      text: `Nothing at all answered on ${port}.`,
      remedy: 'Check that the arm has power, that this is its port, and that its speed is right (115200 for Grbl).',
    };
  const sample = printable(heard.trimStart().slice(0, shown));
  const known = speakers.find(([pattern]) => pattern.test(heard));
  if (known !== undefined) return { code, text: `${port} said “${sample}”: that looks like ${known[1]}, not a Grbl.`, remedy: known[2] };
  const odd = [...heard].filter((char) => !/[\x20-\x7e\r\n\t]/.test(char)).length;
  if (odd > heard.length / 4)
    return {
      code,
      text: `${port} sent bytes that are no text: “${sample}”.`,
      remedy: 'The speed is probably wrong: try 115200, then 250000 and 9600. Or this is not the port of the arm.',
    };
  return { code, text: `${port} said “${sample}”, which is no Grbl.`, remedy: 'Give the port of the arm.' };
}
