import type { Core, Pause } from './core.ts';
import { execute, executeJog, finishMoves, writeEeprom } from './execute.ts';
import { home } from './homing.ts';
import { resetNow } from './realtime.ts';
import { buildInfo, help, modesReport, placesReport } from './reports.ts';
import { readNumber } from './words.ts';

export const isSystemLine = (text: string): boolean => text.startsWith('$');

/** Runs a `$` line. @returns Grbl's error code, 0 for ok */
export function* systemLine(core: Core, text: string): Generator<Pause, number> {
  const resting = core.state === 'Idle' || core.state === 'Alarm';
  const bare = text.slice(0, 2);
  if (text === '$') {
    core.say(help);
    return 0;
  }
  if (bare === '$J') {
    if (core.state !== 'Idle' && core.state !== 'Jog') return 8;
    return text[2] === '=' ? yield* executeJog(core, text.slice(3)) : 3;
  }
  if (['$$', '$G', '$C', '$X'].includes(bare)) {
    if (text.length > 2) return 3;
    return anytime(core, bare);
  }
  if (!resting) return 8;
  switch (text) {
    case '$#':
      core.say(placesReport(core));
      return 0;
    case '$I':
      core.say(buildInfo(core));
      return 0;
    case '$N':
      core.say(core.startup.map((line, i) => `$N${i}=${line}\r\n`).join(''));
      return 0;
    case '$SLP':
      core.flags.sleep = true;
      return 0;
    case '$H':
      if (!core.settings.on(22)) return 5;
      yield* home(core);
      return 0;
  }
  return bare === '$N' ? yield* storeStartup(core, text) : yield* storeSetting(core, text);
}

function anytime(core: Core, command: string): number {
  switch (command) {
    case '$$':
      if (core.state === 'Run' || core.state === 'Hold') return 8;
      core.say(core.settings.lines());
      return 0;
    case '$G':
      core.say(modesReport(core));
      return 0;
    case '$X':
      if (core.state === 'Alarm') {
        core.say('[MSG:Caution: Unlocked]\r\n');
        core.state = 'Idle';
      }
      return 0;
    default:
      if (core.state === 'Check') {
        core.say('[MSG:Disabled]\r\n');
        resetNow(core);
        return 0;
      }
      if (core.state !== 'Idle') return 8;
      core.state = 'Check';
      core.say('[MSG:Enabled]\r\n');
      return 0;
  }
}

function* storeSetting(core: Core, text: string): Generator<Pause, number> {
  const id = readNumber(text, 1);
  if (id === undefined) return 2;
  if (text[id.end] !== '=') return 3;
  const value = readNumber(text, id.end + 1);
  if (value === undefined) return 2;
  if (value.end !== text.length || id.value > 255) return 3;
  yield* finishMoves(core);
  const stored = core.settings.store(Math.trunc(id.value), value.value);
  yield* writeEeprom(stored.bytes);
  return stored.error;
}

function* storeStartup(core: Core, text: string): Generator<Pause, number> {
  if (core.state !== 'Idle') return 8;
  const match = /^\$N([01])=(.*)$/.exec(text);
  if (match === null) return 3;
  const line = match[2] ?? '';
  if (line !== '') {
    const error = yield* execute(core, line);
    if (error !== 0) return error;
  }
  core.startup = match[1] === '0' ? [line, core.startup[1]] : [core.startup[0], line];
  yield* writeEeprom(line.length + 2);
  return 0;
}
