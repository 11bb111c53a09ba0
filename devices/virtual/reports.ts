import type { Core } from './core.ts';
import { placeText, rateText } from './status.ts';
import { origin } from './vector.ts';

export const banner = "\r\nGrbl 1.1h ['$' for help]\r\n";
export const buildInfo = '[VER:1.1h.20190825:]\r\n[OPT:V,15,128]\r\n';
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
  const places = names.map((name, i) => `[${name}:${placeText(core.places[i] ?? origin, inches)}]\r\n`).join('');
  const zero = (0).toFixed(inches ? 4 : 3);
  return `${places}[G92:${placeText(core.parser.shift, inches)}]\r\n[TLO:${zero}]\r\n[PRB:${placeText(origin, inches)}:0]\r\n`;
}
