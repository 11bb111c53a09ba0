import type { Core } from './core.ts';
import { type Action, type Parsed, parseJog, parseLine } from './gcode.ts';

/**
 * Motion that can no longer be taken back but by a reset: what the steppers and the planner hold, what the line being
 * executed still has to add, and every whole line that waits in the receive ring. Worked out on copies.
 *
 * @returns ms, dwells included
 */
export function committedMs(core: Core): number {
  const speed = core.motion.speed();
  const planner = core.motion.planner.clone();
  let parser = core.parser;
  let dwellS = 0;
  const addAll = (actions: readonly Action[]): void => {
    for (const action of actions) {
      if (action.kind === 'move') planner.append(action.move, speed);
      if (action.kind === 'dwell') dwellS += action.seconds;
    }
  };
  addAll(core.todo.actions.slice(core.todo.from));
  if (core.state !== 'Alarm' && core.state !== 'Check') {
    const builder = core.line.clone();
    for (const byte of core.rx) {
      const line = builder.push(byte);
      if (line?.kind !== 'line' || line.text === '') continue;
      const parsed = read(core, line.text, parser);
      if (!parsed.ok) continue;
      parser = parsed.state;
      addAll(parsed.actions);
    }
  }
  return (core.motion.preparedS(core.nowMs) + planner.seconds(speed) + dwellS) * 1000;
}

function read(core: Core, text: string, parser: Core['parser']): Parsed {
  if (text.startsWith('$J=')) return parseJog(text.slice(3), parser, core.places, core.make.axes);
  if (text.startsWith('$')) return { ok: false, error: 0 };
  return parseLine(text, parser, core.places, core.settings.get(12), core.make.axes);
}
