import { stretches } from '../../devices/painter/plan.ts';
import type { Travelled } from '../../devices/virtual/motion.ts';
import { lengthMm } from '../../engine/stroke.ts';
import { farthestStray, farthestUnpainted } from '../devices/stream/truth.ts';
import { contactsOf, lengthOf, restsOf } from './contact.ts';
import { deafUntil, excusedMs } from './excuses.ts';
import type { Played } from './play.ts';
import { brakeMs, dabsLost, dwellMs, missedMm, missedNoisyMm, overlapMm, reportMs, smearMm, strayMm } from './promises.ts';
import type { Script } from './script.ts';
import type { Stand } from './stand.ts';
import { movedWhileStopped } from './stopped.ts';

/** What was measured on the true motion, and what of it breaks a promise. */
export interface Verdict {
  readonly figures: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
}

/** Where there is canvas to be painted: a well that is plunged into too deep is no mark. */
const overCanvas =
  ({ corner, setting: { canvas } }: Stand) =>
  ({ to: [x, y] }: Travelled): boolean =>
    x >= corner.x && x <= corner.x + canvas.widthMm && y >= corner.y && y <= corner.y + canvas.heightMm;

export function judge(script: Script, { room, stuck }: Played): Verdict {
  const { stand, ledger, cable, moments, travelled } = room;
  const { stands, strokes } = script;
  const way = stand.way(travelled);
  const { corner } = stand;
  const wanted = strokes.filter(({ id }) => !ledger.withdrawn.has(id));
  const unchecked = stands !== 'marlin' && cable.altered.toArm > 0;
  const broken: string[] = [];
  const expect = (fits: boolean, text: string): void => {
    if (!fits) broken.push(text);
  };

  if (stuck !== undefined) broken.push(`the painting never ended: ${stuck}`);
  for (const text of ledger.refused) broken.push(`refused ${text}`);

  const missed = wanted.map((stroke) => ({ id: stroke.id, mm: farthestUnpainted(stroke, way, corner) }));
  const most = unchecked ? missedNoisyMm : missedMm[stands];
  // see `dabsLost`
  const lost = missed.filter(({ id, mm }) => mm > most && wanted.some((stroke) => stroke.id === id && stroke.points.length === 1));
  const excused = unchecked && lost.length <= cable.altered.toArm * dabsLost ? lost.map(({ id }) => id) : [];
  for (const { id, mm } of missed.filter((one) => !excused.includes(one.id)))
    expect(mm <= most, `${id} is not wholly painted: a place of it is ${mm.toFixed(2)} mm from any paint`);

  const mishaps = moments.filter(
    ({ what }) =>
      what.startsWith('stop') || what === 'unplug' || what === 'die' || what === 'power' || what === 'dtr' || what === 'withdraw',
  );
  const count = mishaps.length + script.inside.length + cable.altered.toArm + cable.altered.toHost;
  const { machine, horizonMs, mmPerDip } = stand.setting;
  const wantedMm = strokes.reduce((sum, { points }) => {
    const length = lengthMm(points);
    return sum + length + overlapMm * (stretches(0, length, mmPerDip).length - 1);
  }, 0);
  const eachMm = 2 * overlapMm + (machine.speeds.paintMmS * (reportMs + horizonMs)) / 1000;
  const paintedMm = contactsOf(way, corner).reduce((sum, contact) => sum + lengthOf(contact), 0);
  expect(
    paintedMm <= wantedMm + count * eachMm + 2,
    `painted ${paintedMm.toFixed(1)} mm for ${wantedMm.toFixed(1)} wanted and ${count} mishaps`,
  );

  const stray = farthestStray(strokes, way.filter(overCanvas(stand)), corner);
  const mostStray = unchecked ? smearMm[stands] : strayMm[stands];
  expect(stray <= mostStray, `a mark lies ${stray.toFixed(2)} mm from every stroke`);

  const rests = restsOf(way, overCanvas(stand), corner, room.time.now(), 50).map((rest) => ({
    ...rest,
    ms: rest.endMs - rest.startMs - excusedMs(rest, script, moments),
  }));
  const longest = rests.reduce((worst, rest) => (rest.ms > worst.ms ? rest : worst), { ms: 0, startMs: 0, endMs: 0 });
  expect(
    longest.ms <= dwellMs[stands],
    `the brush rested ${longest.ms.toFixed(0)} ms on the canvas, from ${longest.startMs.toFixed(0)} to ${longest.endMs.toFixed(0)}`,
  );

  // joints that go wrong leave the fence before anybody sees it, within their own soft limits
  const outside =
    unchecked && stands === 'joints'
      ? []
      : travelled.flatMap(({ to, startMs }) => {
          const why = stand.outside(to);
          return why === undefined ? [] : [`at ${startMs.toFixed(0)} ms ${why}`];
        });
  expect(outside.length === 0, `outside of the fence ${outside.length} times, first ${outside[0]}`);

  const moved = movedWhileStopped(way, moments, room.time.now(), (atMs) => deafUntil(atMs, script, moments), brakeMs[stands], mostStray);
  expect(moved === undefined, `after a stop ${moved}`);

  return {
    figures: {
      missedMm: missed.reduce((worst, { mm }) => Math.max(worst, mm), 0),
      doubledMm: (paintedMm - wantedMm) / Math.max(1, count),
      strayMm: stray,
      restMs: longest.ms,
      seconds: room.time.now() / 1000,
    },
    broken,
  };
}
