import { type Core, rangesOf, workOffset } from './core.ts';
import { letters } from './settings.ts';
import { axesOf, subtract, type Vec3 } from './vector.ts';

/** Places as Grbl prints them: mm with three decimals, inches with four; a, b and c are degrees in either case. */
export function placeText(place: Vec3, inches: boolean, axes: number): string {
  return axesOf(axes, (axis) => place[axis] ?? 0)
    .map((value, axis) => (inches && axis < 3 ? (value / 25.4).toFixed(4) : value.toFixed(3)))
    .join(',');
}

export const rateText = (mmPerMinute: number, inches: boolean): string =>
  inches ? (mmPerMinute / 25.4).toFixed(1) : mmPerMinute.toFixed(0);

/** the axes whose limit switch is pressed: z at its most, the others at their least */
export function pressed(core: Core): string {
  if (!core.switches) return '';
  const at = core.motion.truePosition(core.nowMs);
  const near = 1e-6;
  return rangesOf(core.travel, core.make.axes)
    .map(({ min, max }, axis) => {
      const value = at[axis] ?? 0;
      return (axis === 2 ? value >= max - near : value <= min + near) ? letters[axis] : '';
    })
    .join('');
}

function stateText(core: Core): string {
  const complete = core.suspend?.complete === true;
  if (core.state === 'Hold') return complete ? 'Hold:0' : 'Hold:1';
  if (core.state === 'Door') return complete ? 'Door:0' : 'Door:2';
  return core.state;
}

/**
 * The answer to `?`, and one step of its two counters: the work offset comes first, the overrides in the report after
 * it, then each again every 10 reports at rest, or every 30 and 20 while busy.
 *
 * @see FIELD.md §3: state, MPos|WPos, Bf, FS, Pn, WCO, Ov
 */
export function statusReport(core: Core): string {
  const mask = core.settings.get(10);
  const inches = core.settings.on(13);
  const busy = ['Home', 'Run', 'Hold', 'Jog', 'Door'].includes(core.state);
  const offset = workOffset(core);
  const at = core.motion.position(core.nowMs);
  const fields = [stateText(core)];
  fields.push(
    (mask & 1) !== 0 ? `MPos:${placeText(at, inches, core.make.axes)}` : `WPos:${placeText(subtract(at, offset), inches, core.make.axes)}`,
  );
  if ((mask & 2) !== 0) fields.push(`Bf:${core.make.blocks - core.motion.planner.blocks.length},${core.make.bytes - core.rx.length}`);
  fields.push(`FS:${rateText(core.motion.speed() * 60, inches)},${spindleSpeed(core)}`);
  const pins = pressed(core);
  if (pins !== '') fields.push(`Pn:${pins}`);

  if (core.reportsToWco > 0) core.reportsToWco--;
  else {
    core.reportsToWco = (busy ? 30 : 10) - 1;
    if (core.reportsToOv === 0) core.reportsToOv = 1;
    fields.push(`WCO:${placeText(offset, inches, core.make.axes)}`);
  }
  if (core.reportsToOv > 0) core.reportsToOv--;
  else {
    core.reportsToOv = (busy ? 20 : 10) - 1;
    fields.push(`Ov:${core.feedOverride},${core.rapidOverride},${core.spindleOverride}`);
    const accessories = `${core.parser.modes.spindle === 3 ? 'S' : core.parser.modes.spindle === 4 ? 'C' : ''}${core.parser.modes.coolant === 8 ? 'F' : ''}`;
    if (accessories !== '') fields.push(`A:${accessories}`);
  }
  return `<${fields.join('|')}>\r\n`;
}

function spindleSpeed(core: Core): string {
  return core.parser.modes.spindle === 5 ? '0' : ((core.parser.speed * core.spindleOverride) / 100).toFixed(0);
}
