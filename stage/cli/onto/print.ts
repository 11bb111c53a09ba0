import type { Programme } from '../../../engine/programme.ts';
import type { Onto } from '../../ledger/onto.ts';
import type { Foreseen } from './foresee.ts';

/** `3:05`, `1:02:03` */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const counted = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`;

/** The report as a person reads it at a terminal. */
export function reportOf(
  { run, title, seconds, inputs, leftOut, strokes, gestures, cues }: Onto,
  seen: Foreseen,
  tonight: Programme,
): string {
  const named = new Map(tonight.palette.map(({ id, name }) => [id, name]));
  const told = Object.entries(gestures)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, many]) => `${kind} ${many}`);
  const authors = new Set(strokes.map(({ author }) => author));
  const wide = Math.max(0, ...seen.paints.map(({ paint }) => (named.get(paint) ?? paint).length));
  const lines = [
    `the audience of run ${run}, ${title}, in tonight’s ${tonight.title}: ${clockOf(seconds)}, ${counted(inputs, 'input')}${leftOut > 0 ? `, ${leftOut} of the artist and the house left out` : ''}`,
    `  strokes    ${strokes.length} by ${counted(authors.size, 'participant')}`,
    `  gestures   ${told.join(', ') || 'none'}`,
    ...cues.map(({ number, name, atS }, i) => `  ${i === 0 ? 'cues' : '    '}       ${clockOf(atS).padStart(7)}  ${number}  ${name}`),
    ...seen.paints.map(
      ({ paint, metres, strokes: many }, i) =>
        `  ${i === 0 ? 'paint' : '     '}      ${(named.get(paint) ?? paint).padEnd(wide)}  ${metres.toFixed(2).padStart(7)} m in ${counted(many, 'stroke')}`,
    ),
    `  painting   ${standing(seen)}`,
    ...(seen.arm ? [`  arm        ${armLine(seen.arm)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function standing({ covered, within }: Foreseen): string {
  if (within === null) return 'the canvas stays bare';
  const { left, bottom, right, top } = within;
  const mm = (value: number): string => String(Math.round(value));
  return `${(100 * covered).toFixed(0)} % of the canvas covered, from ${mm(left)}, ${mm(bottom)} to ${mm(right)}, ${mm(top)} mm`;
}

function armLine({ machine, painted, waiting, moreS, dips, washes, refused }: NonNullable<Foreseen['arm']>): string {
  const left = waiting === 0 ? 'nothing waiting' : `${waiting} waiting, for about ${clockOf(moreS)} more`;
  const never = refused === 0 ? '' : `; it would refuse ${refused}`;
  return `${machine}: about ${painted} painted when the show ends, ${left}; ${counted(dips, 'dip')}, ${counted(washes, 'wash', 'washes')}${never}`;
}
