import type { Vec3 } from '../vector.ts';
import type { Core, Pause } from './core.ts';
import { finish, home, planMove, setPosition, targetOf } from './moves.ts';
import { capabilities, endstopReport, positionReport, settingsReport, temperatures } from './reports.ts';
import { kill, quickstop } from './stop.ts';
import type { Command } from './words.ts';

/** Runs one command. @returns what follows `ok` on its line, mostly nothing */
export function* runCommand(core: Core, command: Command): Generator<Pause, string> {
  const { code, words } = command;
  switch (code) {
    case 'G0':
    case 'G1':
      yield* move(core, words);
      return '';
    case 'G4': {
      yield* finish(core);
      const wakeMs = core.nowMs + (number(words, 'P') ?? 0) + (number(words, 'S') ?? 0) * 1000;
      yield { kind: 'until', ready: () => core.nowMs >= wakeMs, wakeMs };
      return '';
    }
    case 'G28':
      yield* home(core, words);
      if (!core.killed) core.say(positionReport(core, false));
      return '';
    case 'G21':
    case 'M110':
    case 'M77':
      return '';
    case 'G90':
    case 'G91':
      core.absolute = code === 'G90';
      core.absoluteE = core.absolute;
      return '';
    case 'G92':
      yield* finish(core);
      setPosition(core, words);
      return '';
    case 'M400':
      yield* finish(core);
      return '';
    case 'M105':
      return ` ${temperatures}`;
    // with the emergency parser these have done their work already
    case 'M108':
      return '';
    case 'M112':
      if (!core.build.emergencyParser) kill(core);
      return '';
    case 'M410':
      if (!core.build.emergencyParser) {
        quickstop(core);
        yield* finish(core);
      }
      return '';
    default:
      if (!settle(core, command) && !report(core, command)) core.say(`echo:Unknown command: "${command.text}"\n`);
      return '';
  }
}

const number = (words: Command['words'], name: string): number | undefined => words.get(name) ?? undefined;

function* move(core: Core, words: Command['words']): Generator<Pause, void> {
  const feed = number(words, 'F');
  if (feed !== undefined && feed > 0) core.feedMmS = feed / 60;
  const e = number(words, 'E');
  if (e !== undefined) core.extruded = core.absoluteE ? e : core.extruded + e;
  yield* planMove(core, targetOf(core, words), core.feedMmS);
}

function report(core: Core, { code, words }: Command): boolean {
  switch (code) {
    case 'M114':
      core.say(positionReport(core, words.has('R') && core.build.realtimePosition));
      return true;
    case 'M115':
      core.say(capabilities(core));
      return true;
    case 'M119':
      core.say('Reporting endstop status\nx_min: open\ny_min: open\nz_max: open\n');
      return true;
    case 'M503':
      core.say(settingsReport(core));
      return true;
    default:
      return false;
  }
}

/** Commands that change how it works. @returns false where it is none of them */
function settle(core: Core, { code, words }: Command): boolean {
  const { settings } = core;
  const axes = (old: Vec3): Vec3 => [number(words, 'X') ?? old[0], number(words, 'Y') ?? old[1], number(words, 'Z') ?? old[2]];
  switch (code) {
    case 'M17':
      core.steppersOn = true;
      return true;
    case 'M18':
    case 'M84': {
      const seconds = number(words, 'S');
      if (seconds === undefined) steppersOff(core);
      else core.steppersOffAfterMs = seconds * 1000;
      return true;
    }
    case 'M82':
    case 'M83':
      core.absoluteE = code === 'M82';
      return true;
    case 'M92':
      settings.change({ stepsPerMm: axes(settings.values.stepsPerMm) });
      return true;
    case 'M201':
      settings.change({ accelerationMmS2: axes(settings.values.accelerationMmS2) });
      return true;
    case 'M203':
      settings.change({ rateMmS: axes(settings.values.rateMmS) });
      return true;
    case 'M204':
      settings.change({
        printMmS2: number(words, 'P') ?? number(words, 'S') ?? settings.values.printMmS2,
        travelMmS2: number(words, 'T') ?? settings.values.travelMmS2,
      });
      return true;
    case 'M205':
      settings.change({ junctionMm: number(words, 'J') ?? settings.values.junctionMm });
      return true;
    case 'M211':
      if (words.has('S')) core.softEndstops = number(words, 'S') !== 0;
      else core.say(endstopReport(core));
      return true;
    case 'M154':
    case 'M155': {
      const everyMs = Math.max(0, number(words, 'S') ?? 0) * 1000;
      const timer = { everyMs, nextMs: everyMs > 0 ? core.nowMs + everyMs : Number.POSITIVE_INFINITY };
      if (code === 'M154') core.autoPosition = timer;
      else core.autoTemperature = timer;
      return true;
    }
    case 'M999':
      return true;
    default:
      return false;
  }
}

/** Without current the arm can be pushed away: no axis counts as homed any more. */
export function steppersOff(core: Core): void {
  core.steppersOn = false;
  core.homed = [false, false, false];
}
