import type { Core } from './core.ts';
import { kill, quickstop } from './stop.ts';

/** characters of a line that are kept (MAX_CMD_SIZE less its end) */
const longestLine = 95;

/** A byte from the line: kept unless the ring is full, which drops it without a word. */
export function receive(core: Core, byte: number): void {
  if (core.rx.length < core.build.receiveBytes - 1) core.rx.push(byte);
}

/** Moves what came in to the command queue, as long as there is room: also while a command is being executed. */
export function readSerial(core: Core): void {
  while (core.queue.length < core.build.commands && !core.killed) {
    const byte = core.rx.shift();
    if (byte === undefined) return;
    const char = String.fromCharCode(byte);
    if (char === '\n' || char === '\r') {
      const line = core.begun;
      core.begun = '';
      core.ignoring = false;
      if (line.length > 0) takeLine(core, line);
    } else if (core.ignoring) continue;
    else if (char === ';') core.ignoring = true;
    else {
      core.begun += char;
      if (core.begun.length >= longestLine) core.ignoring = true;
    }
  }
}

function takeLine(core: Core, line: string): void {
  core.counted.lines++;
  const text = line.replace(/^ +/, '');
  let number: number | undefined;
  if (text.startsWith('N')) {
    const renumbers = text.includes('M110');
    const second = renumbers ? text.indexOf('N', 4) : -1;
    number = wholeNumber(text.slice((second < 0 ? 0 : second) + 1));
    const wrong = wrongWith(core, text, number, renumbers);
    if (wrong !== undefined) {
      refuse(core, wrong);
      return;
    }
    core.lastN = number;
  }
  // without the emergency parser these are seen as soon as they are read, if they come without a line number
  if (!core.build.emergencyParser && /^M410/.test(text)) quickstop(core);
  if (!core.build.emergencyParser && /^M112/.test(text)) kill(core);
  else core.queue.push({ text: line, number });
}

function wrongWith(core: Core, text: string, number: number, renumbers: boolean): string | undefined {
  if (number !== core.lastN + 1 && !renumbers) return 'Line Number is not Last Line Number+1';
  const star = text.lastIndexOf('*');
  if (star < 0) return 'No Checksum with line number';
  return wholeNumber(text.slice(star + 1)) === checksum(text.slice(0, star)) ? undefined : 'checksum mismatch';
}

function refuse(core: Core, why: string): void {
  core.say(`Error:${why}, Last Line: ${core.lastN}\n`);
  core.rx = [];
  core.begun = '';
  core.say(`Resend: ${core.lastN + 1}\nok\n`);
}

/** as `strtol`: what cannot be read is 0 */
const wholeNumber = (text: string): number => Number(/^ *([-+]?\d+)/.exec(text)?.[1] ?? 0);

/** The exclusive or of all characters before the star. */
export function checksum(text: string): number {
  let sum = 0;
  for (const char of text) sum ^= char.charCodeAt(0) & 0xff;
  return sum;
}
