import type { Core } from './core.ts';
import { letters } from './settings.ts';
import { placeText, rateText } from './status.ts';
import { origin } from './vector.ts';

/** What it says when it has started: grblHAL speaks as the Grbl 1.1f that it grew from. */
export const banner = ({ make }: Core): string =>
  make.firmware === 'grbl' ? "\r\nGrbl 1.1h ['$' for help]\r\n" : "\r\nGrblHAL 1.1f ['$' or '$HELP' for help]\r\n";

/** The answer to `$I`: version, and the sizes of planner and receive ring; grblHAL adds its axes. */
export function buildInfo({ make: { firmware, axes, blocks, bytes } }: Core): string {
  if (firmware === 'grbl') return `[VER:1.1h.20190825:]\r\n[OPT:V,${blocks},${bytes}]\r\n`;
  const names = letters.slice(0, axes).join('');
  return `[VER:1.1f.20240330:]\r\n[OPT:VH,${blocks},${bytes},${axes},0]\r\n[AXS:${axes}:${names}]\r\n[FIRMWARE:grblHAL]\r\n`;
}
export const help = '[HLP:$$ $# $G $I $N $x=val $Nx=line $J=line $SLP $C $X $H ~ ! ? ctrl-x]\r\n';
export const unlockHint = "[MSG:'$H'|'$X' to unlock]\r\n";

/** The answer to `$G`: what is in force. */
export function modesReport(core: Core): string {
  const { modes, tool, feed, speed } = core.parser;
  const words = [
    `G${modes.motion}`,
    `G${54 + modes.system}`,
    `G${modes.plane}`,
    modes.inches ? 'G20' : 'G21',
    modes.incremental ? 'G91' : 'G90',
    modes.inverseTime ? 'G93' : 'G94',
    `M${modes.spindle}`,
    `M${modes.coolant}`,
    `T${tool}`,
    `F${rateText(feed, core.settings.on(13))}`,
    `S${speed.toFixed(0)}`,
  ];
  return `[GC:${words.join(' ')}]\r\n`;
}

/** The answer to `$#`: the stored places, the shift, and the probe that is not there. */
export function placesReport(core: Core): string {
  const inches = core.settings.on(13);
  const names = ['G54', 'G55', 'G56', 'G57', 'G58', 'G59', 'G28', 'G30'];
  const places = names.map((name, i) => `[${name}:${placeText(core.places[i] ?? origin, inches, core.make.axes)}]\r\n`).join('');
  const zero = (0).toFixed(inches ? 4 : 3);
  return `${places}[G92:${placeText(core.parser.shift, inches, core.make.axes)}]\r\n[TLO:${zero}]\r\n[PRB:${placeText(origin, inches, core.make.axes)}:0]\r\n`;
}
