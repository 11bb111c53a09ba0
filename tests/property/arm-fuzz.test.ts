import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ToArm } from '../../devices/process/messages.ts';
import type { Stroke, StrokePoint } from '../../engine/stroke.ts';
import { createRig, machine, type Rig, setting, stroke } from '../devices/stream/rig.ts';

/** How much of it is run: each is an arm that hears up to 40 messages within about two minutes of supplied time. */
const runs = 60;
const stepMm = 0.02;

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

const ids = ['a', 'b', 'c', 'd'] as const;
const anyId = fc.constantFrom(...ids);
const within = (max: number): fc.Arbitrary<number> => fc.double({ min: -0.01 * max, max: 1.01 * max, noNaN: true });
const anyPoint: fc.Arbitrary<StrokePoint> = fc.tuple(within(500), within(400), fc.double({ min: 0, max: 1, noNaN: true }));
const anyStroke: fc.Arbitrary<Stroke> = fc
  .tuple(anyId, fc.array(anyPoint, { maxLength: 4 }), fc.constantFrom('black', 'red', 'gold'))
  .map(([id, points, paint]) => stroke(id, points, paint));

/** what people, boards and other programs say beside the show */
const besideMessage: fc.Arbitrary<ToArm> = fc.oneof(
  fc.record({ kind: fc.constant('urge'), strokes: fc.array(anyId, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('jog'),
    mmS: fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
    ),
  }),
  fc.record({
    kind: fc.constant('presence'),
    from: fc.constantFrom('camera', 'sensor'),
    is: fc.constantFrom('clear', 'near', 'inside'),
  }),
  fc.record({ kind: fc.constant('landed'), stroke: anyId, seen: fc.boolean() }),
  fc.constant<ToArm>({ kind: 'alive' }),
);

const anyMessage: fc.Arbitrary<ToArm> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('paint'), stroke: anyStroke, fromMm: fc.double({ min: 0, max: 900, noNaN: true }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('withdraw'), strokes: fc.array(anyId, { maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.constant<ToArm>({ kind: 'hold' }) },
  { weight: 6, arbitrary: fc.constant<ToArm>({ kind: 'resume' }) },
  { weight: 3, arbitrary: fc.constant<ToArm>({ kind: 'stop' }) },
  { weight: 4, arbitrary: fc.constant<ToArm>({ kind: 'home' }) },
  { weight: 1, arbitrary: fc.constant<ToArm>({ kind: 'configure', setting }) },
  { weight: 1, arbitrary: fc.constant<ToArm>({ kind: 'configure', setting, lastSeen: { x: 400, y: 300, z: 40 } }) },
  { weight: 8, arbitrary: besideMessage },
  // it ends an arm for good
  { weight: 1, arbitrary: fc.constant<ToArm>({ kind: 'bye' }) },
);

/** What happens next: a message, or something in the room. */
type Event = { readonly say: ToArm } | { readonly happens: 'unplug' | 'plug' | 'power' | 'nothing' };
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ say: anyMessage }) },
  { weight: 2, arbitrary: fc.record({ happens: fc.constantFrom('unplug', 'plug', 'plug', 'power', 'nothing') }) },
);
const anySequence = fc.array(fc.tuple(anyEvent, fc.constantFrom(0, 0, 5, 40, 300, 2000, 9000)), { minLength: 1, maxLength: 40 });

/** @param homing - without switches a person would have to put the arm on its park by hand after its power was gone */
function happen(rig: Rig, event: Event, homing: boolean): void {
  if ('say' in event) rig.arm.handle(event.say);
  else if (event.happens === 'power' && homing) rig.grbl.reset('power', rig.time.now());
  else if (event.happens === 'unplug') rig.unplug();
  else if (event.happens === 'plug') rig.plug();
}

const beyond = (value: number, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  value < min - stepMm || value > max + stepMm;

it('survives any messages in any order: sends no NaN, leaves no promise unkept, and never leaves its reach', async () => {
  await fc.assert(
    fc.asyncProperty(anySequence, fc.boolean(), async (sequence, homing) => {
      const rig = createRig({ grbl: { homing, start: homing ? [600, 400, 40] : [0, 0, 0] }, reference: homing ? 'none' : 'known' });
      try {
        await rig.time.pass(500);
        for (const [event, afterMs] of sequence) {
          happen(rig, event, homing);
          await rig.time.pass(afterMs);
        }
        await rig.time.pass(3000);
        expect(JSON.stringify(rig.arm.status())).not.toMatch(/NaN|Infinity/);
        expect(rig.sent.filter(({ bytes }) => /NaN|undefined|Infinity|e[-+]?\d/.test(bytes))).toEqual([]);
        expect(
          rig.travelled.filter(
            ({ to: [x, y, z] }) => beyond(x, machine.reach.x) || beyond(y, machine.reach.y) || beyond(z, machine.reach.z),
          ),
        ).toEqual([]);
        expect(unhandled).toEqual([]);
      } finally {
        await rig.dispose();
      }
    }),
    { seed: 20_260_301, numRuns: runs },
  );
});
