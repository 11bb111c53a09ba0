import type { Refusal } from '../../../engine/result.ts';

/** first bytes shown in a refusal */
const shown = 40;

const printable = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]/g, (char) => (char === '\n' || char === '\r' ? ' ' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .trim();

/** What speaks on serial ports, by its words. The first that fits counts. */
const speakers: readonly (readonly [RegExp, looks: string])[] = [
  [/Grbl(?:HAL)? \d|^<(?:Idle|Run|Alarm|Hold)[:|]/im, 'a Grbl'],
  [/EBBv|EiBotBoard/, 'an EBB board (AxiDraw)'],
  [/FIRMWARE_NAME: ?(?!Marlin)/, 'a printer firmware that is no Marlin'],
  [/^start\b|^echo:|Marlin|FIRMWARE_NAME:|^ok T:/m, 'a printer firmware of the Marlin family'],
  [/^\$G[A-Z]{4},/m, 'a GPS receiver (NMEA)'],
  [/^@\d+ |uArm|SWIFT/im, 'a uArm'],
  [/Smoothie/i, 'a Smoothieboard'],
  [/^!8 Err:/m, 'a board of the UBW family'],
  [/^error:\d+|^\[MSG:/m, 'a Grbl'],
  [/\xf0y|\xf9[^ -~]/, 'a board with Firmata'],
  [/^(?:AT|OK|ERROR)\r?$/m, 'a modem'],
  [/^SSH-/m, 'an SSH server'],
  [/^HTTP\//m, 'a web server'],
];

/**
 * Says what answered instead of what was looked for.
 *
 * @param code - of the refusal: `arm/not-marlin`
 * @param wanted - `a Marlin`
 * @param heard - the first bytes received, as latin1
 */
export function stranger(code: string, wanted: string, port: string, heard: string): Refusal {
  if (heard.trim() === '')
    return {
      code,
      text: `Nothing at all answered on ${port}.`,
      remedy: 'Check that the arm has power, that this is its port, and that its speed is right (115200, or 250000 for some printers).',
    };
  const sample = printable(heard.trimStart().slice(0, shown));
  const known = speakers.find(([pattern, looks]) => looks !== wanted && pattern.test(heard));
  if (known !== undefined)
    return {
      code,
      text: `${port} said “${sample}”: that looks like ${known[1]}, not ${wanted}.`,
      remedy: `Give the port of the arm, or choose the driver for ${known[1]}, if there is one.`,
    };
  const odd = [...heard].filter((char) => !/[\x20-\x7e\r\n\t]/.test(char)).length;
  if (odd > heard.length / 4)
    return {
      code,
      text: `${port} sent bytes that are no text: “${sample}”.`,
      remedy: 'The speed is probably wrong: try 115200, then 250000 and 9600. Or this is not the port of the arm.',
    };
  return { code, text: `${port} said “${sample}”, which is not ${wanted}.`, remedy: 'Give the port of the arm.' };
}
