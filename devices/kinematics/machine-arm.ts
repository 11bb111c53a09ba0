import { z } from 'zod';
import { hardwarePinsSchema, servosAmiss } from '../hardware/pins.ts';
import { ragPerRim } from '../machine.ts';
import { planeOf } from './frame.ts';
import { makeKinematics } from './make.ts';
import { kinematicsSchema } from './schema.ts';
import { angleDeg, dot, size } from './space.ts';

const point = z.strictObject({ x: z.number(), y: z.number(), z: z.number() });
/** how far a written direction may be from length 1, or from square to another: four digits are enough */
const crumb = 1e-3;
const direction = point.superRefine((v, context) => {
  if (Math.abs(size(v) - 1) > crumb)
    context.addIssue({
      code: 'custom',
      message: `(${v.x}, ${v.y}, ${v.z}) is ${size(v).toFixed(4)} long: give a direction of length 1, with four digits or more`,
    });
});
const opening = z.strictObject({ at: point, approach: direction });
export type Opening = z.infer<typeof opening>;
const box = z.strictObject({ min: point, max: point }).superRefine(({ min, max }, context) => {
  for (const axis of ['x', 'y', 'z'] as const)
    if (max[axis] <= min[axis])
      context.addIssue({
        code: 'custom',
        path: ['max', axis],
        message: `${max[axis]} mm is not above min.${axis}, ${min[axis]} mm: exchange them`,
      });
});
export type Box = z.infer<typeof box>;

const slideRate = z.strictObject({
  joint: z.string(),
  speedMmS: z.number().min(1).max(5000),
  accelerationMmS2: z.number().min(10).max(100_000),
});
const hingeRate = z.strictObject({
  joint: z.string(),
  speedDegS: z.number().min(1).max(2000),
  accelerationDegS2: z.number().min(10).max(100_000),
});

/** How far beside a stroke the brush begins, for each mm of hover: the ramp down to the canvas is 30 degrees steep (FIELD.md §5) */
export const rampRun = 1 / Math.tan((30 * Math.PI) / 180);
/** deeper than any brush is pressed, mm below first contact */
export const mostDepthMm = 50;

/** how far a brush that cannot lean may be from square to the canvas, degrees */
const mostSkewDeg = 5;

/**
 * A description of an arm, of any kinematics. Machine frame: mm, right-handed, the frame of its kinematics. A gantry's z
 * points away from its canvas; an arm on a base has z up, and its canvas anywhere.
 */
export const armMachineSchema = z
  .strictObject({
    version: z.literal(2),
    id: z.string().min(1).max(60),
    name: z.string().min(1).max(120),
    driver: z.enum(['grbl', 'marlin', 'ebb', 'firmata']),
    /** what the controller is told: the brush's place, where its firmware knows the kinematics, or each joint */
    wire: z.enum(['points', 'joints']),
    baud: z.number().int().min(1200).max(2_000_000),
    kinematics: kinematicsSchema,
    /** what each joint allows, in the order of the kinematics' axes */
    rates: z.array(z.union([slideRate, hingeRate])),
    canvas: z.strictObject({
      /** bottom left of the painted area, where the brush first touches */
      corner: point,
      /** directions of the canvas's x and y; the normal, right × up, points away from it */
      right: direction,
      up: direction,
      maxWidthMm: z.number().min(20).max(10_000),
      maxHeightMm: z.number().min(20).max(10_000),
      /** how far the brush may lean while it paints, to any side */
      tiltDeg: z.number().min(0).max(60),
    }),
    /** above first contact, along the canvas's normal; `depthMm` is how far below it a brush may press */
    heights: z.strictObject({ depthMm: z.number().min(0.1).max(mostDepthMm), hoverMm: z.number().min(1), travelMm: z.number().min(2) }),
    speeds: z.strictObject({
      paintMmS: z.number().min(1).max(1000),
      travelMmS: z.number().min(1).max(2000),
      plungeMmS: z.number().min(1).max(1000),
      /** while somebody is near; 50 unless said */
      nearMmS: z.number().min(1).max(2000).optional(),
      accelerationMmS2: z.number().min(10).max(20_000),
    }),
    /** edge of every well, where drops are wiped off: from its middle, and above the plunged brush */
    rim: z.strictObject({ radiusMm: z.number().min(1).max(200), heightMm: z.number().min(0).max(200) }),
    /** the n-th holds the n-th paint of the palette. `at`: the plunged brush; `approach`: from there to the open, along the handle */
    wells: z.array(opening).min(1),
    /** where the brush is washed: `at` is the middle of the water, for a plunged brush, and of the rag, for one wiped on it */
    wash: z.strictObject({ water: opening, rag: opening }).optional(),
    /** where the arm rests between jobs: a place with a straight brush, or each joint */
    park: z.union([z.strictObject({ at: point }), z.strictObject({ joints: z.array(z.number()) })]),
    /** the brush stays inside, and outside of each kept-out box */
    fence: box,
    keepOut: z.array(z.strictObject({ name: z.string().min(1).max(60), box })),
    /** what is wired to a board with Firmata, beside the arm or in it */
    hardware: hardwarePinsSchema.optional(),
  })
  .superRefine((machine, context) => {
    const wrong = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const { canvas, heights, park, rates } = machine;
    const skew = dot(canvas.right, canvas.up);
    if (Math.abs(skew) > crumb) {
      wrong(['canvas', 'up'], `it is ${angleDeg(canvas.right, canvas.up).toFixed(2)} deg from canvas.right: make it square to it`);
      return;
    }
    const plane = planeOf(canvas);
    const kinematics = makeKinematics(machine.kinematics, plane);
    if (heights.travelMm <= heights.hoverMm)
      wrong(['heights', 'travelMm'], `${heights.travelMm} mm is not above hoverMm, ${heights.hoverMm} mm: raise it`);
    const names = rates.map(({ joint }) => joint);
    if (names.join() !== kinematics.axes.join())
      wrong(['rates'], `they are of ${names.join(', ') || 'no joint'}: give one for each of ${kinematics.axes.join(', ')}, in this order`);
    for (const [index, limit] of kinematics.limits.entries()) {
      const rate = rates[index];
      if (rate !== undefined && 'speedMmS' in rate !== (limit.unit === 'mm'))
        wrong(
          ['rates', index],
          `${limit.joint} moves in ${limit.unit}: give ${limit.unit === 'mm' ? 'speedMmS' : 'speedDegS'} and its acceleration`,
        );
    }
    const amiss = machine.driver === 'firmata' ? servosAmiss(machine.hardware?.servos ?? [], kinematics.limits) : undefined;
    if (amiss !== undefined) wrong(['hardware', 'servos'], amiss);
    if ('joints' in park && park.joints.length !== kinematics.axes.length)
      wrong(['park', 'joints'], `there are ${park.joints.length}: give one for each of ${kinematics.axes.join(', ')}`);
    if (kinematics.tilts) return;
    const { normal } = kinematics.straight;
    const off = angleDeg(plane.normal, normal);
    if (off > mostSkewDeg)
      wrong(
        ['canvas', 'up'],
        `the canvas faces ${off.toFixed(1)} deg away from the brush, which cannot lean: turn right and up to within ${mostSkewDeg}`,
      );
    if (canvas.tiltDeg > 0) wrong(['canvas', 'tiltDeg'], `${canvas.tiltDeg} deg is more than a ${kinematics.kind} can lean: give 0`);
    for (const { path, approach } of openingsOf(machine))
      if (angleDeg(approach, normal) > mostSkewDeg)
        wrong([...path, 'approach'], `a ${kinematics.kind} comes from (0, 0, 1) and cannot lean: give that direction`);
  });
export type ArmMachine = z.infer<typeof armMachineSchema>;

/** What the brush is dipped into, washed in and wiped on. */
export interface NamedOpening extends Opening {
  /** in the description */
  readonly path: readonly (string | number)[];
  /** `wells[2]`, `wash.rag` */
  readonly what: string;
  /** how far the brush goes from its middle, mm */
  readonly radiusMm: number;
}

/** All of them, wells first and in their order. */
export function openingsOf({ wells, wash, rim }: Pick<ArmMachine, 'wells' | 'wash' | 'rim'>): NamedOpening[] {
  const { radiusMm } = rim;
  const open: NamedOpening[] = wells.map((well, i) => ({ ...well, path: ['wells', i], what: `wells[${i}]`, radiusMm }));
  if (wash === undefined) return open;
  return [
    ...open,
    { ...wash.water, path: ['wash', 'water'], what: 'wash.water', radiusMm },
    { ...wash.rag, path: ['wash', 'rag'], what: 'wash.rag', radiusMm: radiusMm * ragPerRim },
  ];
}
