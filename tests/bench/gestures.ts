import { benchFilms, freshFilms } from '../support/gesture-films/films.ts';
import { type FalseEvent, judge, onTheWay, type Verdict } from '../support/gesture-films/judge.ts';
import { otherFilms, unmetFilms } from '../support/gesture-films/other-hands.ts';
import { playRecording } from '../support/gesture-films/play.ts';
import { recordHands } from '../support/hand-record.ts';
import { quantile, type Row, round } from './table.ts';

/**
 * Rendered hands that differ in skin, light, size and turn do everything that the detectors know, and nothing in
 * particular. The stage page's own tracker sees every frame at its true time; a recording is made once and then kept.
 */
export async function benchGestures(): Promise<Row[]> {
  const verdicts: Verdict[] = [];
  const falseEvents: FalseEvent[] = [];
  let idleS = 0;
  let restS = 0;
  const films = [...benchFilms, ...freshFilms, ...otherFilms, ...unmetFilms];
  for (const [i, film] of films.entries()) {
    const [recording] = await recordHands([film.order]);
    if (recording === undefined) continue;
    process.stderr.write(`  ${i + 1} of ${films.length}: ${film.name} (${film.about})\n`);
    const { gestures } = playRecording(recording.frames);
    const judged = judge(film, gestures);
    verdicts.push(...judged.verdicts);
    falseEvents.push(...judged.falseEvents);
    if (film.name.startsWith('idle')) idleS += film.order.seconds;
    else restS += film.order.seconds;
  }
  const right = verdicts.filter(({ was, told }) => kindOf(was) === told);
  const delays = verdicts.flatMap(({ was, delayS }) =>
    delayS === null || onTheWay.has(kindOf(was)) || was === 'wave' ? [] : [delayS * 1000],
  );
  const tempo = verdicts.flatMap(({ bpmErrors }) => bpmErrors.map((error) => 100 * Math.abs(error)));
  const idle = falseEvents.filter(({ film }) => film.startsWith('idle'));
  const fresh = verdicts.filter(({ film }) => unmetFilms.some(({ name }) => name === film));
  printConfusion(verdicts);
  for (const { film, told, time } of falseEvents) process.stdout.write(`  false: ${told} in ${film} at ${time.toFixed(2)} s\n`);
  for (const { film, was, told } of verdicts)
    if (kindOf(was) !== told) process.stdout.write(`  wrong: ${was} in ${film} was told as ${told}\n`);
  return [
    { what: 'acts', value: verdicts.length, unit: 'acts' },
    { what: 'told right', value: percent(right.length, verdicts.length), unit: '%' },
    {
      what: 'told right, and nothing false beside',
      value: percent(verdicts.filter(isClean).length, verdicts.length),
      unit: '%',
    },
    {
      what: 'the same, of hands that no threshold was set by',
      value: percent(fresh.filter(isClean).length, fresh.length),
      unit: `% of ${fresh.length}`,
    },
    { what: 'false events of idle hands', value: round(idle.length / (idleS / 60)), unit: `a minute (${idle.length} in ${idleS} s)` },
    {
      what: 'false events beside acts',
      value: round((falseEvents.length - idle.length) / (restS / 60)),
      unit: `a minute (${falseEvents.length - idle.length} in ${restS} s)`,
    },
    { what: 'told after it was done, p50', value: round(quantile(delays, 0.5), 0), unit: 'ms' },
    { what: 'told after it was done, p95', value: round(quantile(delays, 0.95), 0), unit: 'ms' },
    { what: 'tempo, mean error', value: round(tempo.reduce((sum, error) => sum + error, 0) / tempo.length), unit: '%' },
    { what: 'tempo, worst error', value: round(Math.max(...tempo)), unit: '%' },
    ...confusions(verdicts),
  ];
}

const percent = (part: number, all: number): number => round((100 * part) / all, 1);

const isClean = ({ was, told, beside }: Verdict): boolean => kindOf(was) === told && !beside;

/** `conduct 96` was a conducting hand; the ways of a swipe are told apart. */
const kindOf = (was: string): string => was.replace(/ \d+$/, '');

/** Rows: what was done. Columns: what was told. */
function printConfusion(verdicts: readonly Verdict[]): void {
  const done = [...new Set(verdicts.map(({ was }) => kindOf(was)))];
  const told = [...new Set([...done, ...verdicts.map(({ told }) => told)])];
  const wide = Math.max(...told.map((name) => name.length));
  process.stdout.write(`\n${'done \\ told'.padEnd(wide + 4)}${told.map((name) => name.padStart(wide + 1)).join('')}\n`);
  for (const name of done) {
    const row = verdicts.filter(({ was }) => kindOf(was) === name);
    const counts = told.map((other) => row.filter(({ told }) => told === other).length);
    process.stdout.write(`${name.padEnd(wide + 4)}${counts.map((count) => String(count || '·').padStart(wide + 1)).join('')}\n`);
  }
}

/** The same for the JSON: `swipe left → nothing`, how often. */
function confusions(verdicts: readonly Verdict[]): Row[] {
  const counts = new Map<string, number>();
  for (const { was, told } of verdicts) {
    const pair = `${kindOf(was)} → ${told}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts].map(([what, value]) => ({ what, value, unit: 'acts' }));
}
