import { z } from 'zod';

/** 0 and 1 are the serial line itself */
const pin = z
  .number()
  .int()
  .min(2, { error: ({ input }) => `pin ${input} belongs to the board's serial line: use 2 or higher` })
  .max(69);
const analogPin = z
  .string()
  .regex(/^A\d{1,2}$/, { error: ({ input }) => `“${input}” is no analog pin: give A0, A1 … as printed on the board` });
const angle = z.number().min(-720).max(720);

/** A hobby servo and the joint that it turns. Its own degrees run from 0 to 180, one way round. */
const servo = z.strictObject({
  joint: z.string().min(1),
  pin,
  /** the servo's degrees where the joint is at 0: it may lie outside of the servo's range */
  zeroDeg: angle,
  /** it turns against the joint */
  invert: z.boolean(),
  /** where it may be sent, the servo's degrees */
  minDeg: z.number().min(0).max(180),
  maxDeg: z.number().min(0).max(180),
  /** pulses at 0 and at 180 degrees, µs. Below 544 the firmware would take a pulse for degrees */
  pulseMinUs: z.number().int().min(544).max(1400),
  pulseMaxUs: z.number().int().min(1600).max(2600),
});
export type Servo = z.infer<typeof servo>;

/**
 * What is wired to which pin of a board with Firmata. All of it is optional: a board may carry a stop button alone.
 *
 * A button closes its pin to ground, against the board's own pull-up: a broken wire to it is not seen.
 */
export const hardwarePinsSchema = z
  .strictObject({
    stopPin: pin.optional(),
    presencePin: pin.optional(),
    /** level while somebody is there: `high` (a PIR sensor) unless said; `low` for a mat that closes to ground */
    presenceWhen: z.enum(['high', 'low']).optional(),
    loadPin: analogPin.optional(),
    /** reading from which the brush is taken to touch, of 1023 */
    loadLeast: z.number().int().min(1).max(1023).optional(),
    /** lit while the arm knows where it is; while it paints; while it is stopped, held or lost */
    armedLampPin: pin.optional(),
    paintingLampPin: pin.optional(),
    stoppedLampPin: pin.optional(),
    /** on while it paints */
    pumpPin: pin.optional(),
    /** in the order in which they are woken: first the one that raises the arm */
    servos: z.array(servo).max(6).optional(),
  })
  .superRefine((pins, context) => {
    const wrong = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const used = new Map<number, string>();
    const take = (number: number | undefined, path: (string | number)[]): void => {
      if (number === undefined) return;
      const by = used.get(number);
      if (by !== undefined) wrong(path, `pin ${number} is taken by ${by}: give each its own`);
      used.set(number, path.join('.'));
    };
    for (const key of outputsAndInputs) take(pins[key], [key]);
    for (const [i, { pin: number, minDeg, maxDeg }] of (pins.servos ?? []).entries()) {
      take(number, ['servos', i, 'pin']);
      if (maxDeg <= minDeg) wrong(['servos', i, 'maxDeg'], `${maxDeg} deg is not above minDeg, ${minDeg} deg: exchange them`);
    }
    if (pins.loadPin !== undefined && pins.loadLeast === undefined)
      wrong(['loadLeast'], 'a load cell needs it: give the reading from which the brush touches, 1 to 1023');
  });
export type HardwarePins = z.infer<typeof hardwarePinsSchema>;

const outputsAndInputs = ['stopPin', 'presencePin', 'armedLampPin', 'paintingLampPin', 'stoppedLampPin', 'pumpPin'] as const;

/** @returns whether anything but servos is wired to it */
export const hasSensors = (pins: HardwarePins): boolean =>
  pins.loadPin !== undefined || outputsAndInputs.some((key) => pins[key] !== undefined);

/** The servo's degrees for its joint's, within its range or not. */
export const servoDegOf = ({ zeroDeg, invert }: Servo, jointDeg: number): number => zeroDeg + (invert ? -jointDeg : jointDeg);

/** The inverse of `servoDegOf`. */
export const jointDegOf = ({ zeroDeg, invert }: Servo, servoDeg: number): number => (invert ? zeroDeg - servoDeg : servoDeg - zeroDeg);

/** @returns what is wrong with servos that shall turn these joints; undefined if nothing is */
export function servosAmiss(
  servos: readonly Servo[],
  joints: readonly { readonly joint: string; readonly min: number; readonly max: number }[],
): string | undefined {
  for (const { joint, min, max } of joints) {
    const of = servos.filter((entry) => entry.joint === joint);
    const [found] = of;
    if (found === undefined || of.length > 1)
      return `${joint} has ${of.length === 0 ? 'no servo' : `${of.length} servos`}: give one for each of ${joints.map((one) => one.joint).join(', ')}`;
    const ends = [servoDegOf(found, min), servoDegOf(found, max)];
    const beyond = ends.find((deg) => deg < found.minDeg || deg > found.maxDeg);
    if (beyond !== undefined)
      return `${joint} at its limit needs ${beyond} deg of its servo, which goes from ${found.minDeg} to ${found.maxDeg}: mount it otherwise (zeroDeg), or narrow the joint`;
  }
  const odd = servos.find((entry) => !joints.some(({ joint }) => joint === entry.joint));
  return odd === undefined ? undefined : `there is no joint “${odd.joint}”: give one of ${joints.map(({ joint }) => joint).join(', ')}`;
}
