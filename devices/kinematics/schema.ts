import { z } from 'zod';

/** mm from axis to axis */
const linkMm = z
  .number()
  .gt(0, { error: ({ input }) => `${input} mm is no length: measure it from axis to axis, and give mm above 0` })
  .max(10_000);
/** mm, in the direction that its name says; negative the other way */
const offsetMm = z.number().min(-2000).max(2000);
const marginDeg = z
  .number()
  .min(0.5, { error: ({ input }) => `${input} deg is no margin: joints run wild nearer than 0.5 deg; give 0.5 to 45` })
  .max(45, { error: ({ input }) => `${input} deg leaves no room to work in: give 0.5 to 45` });

const rangeMm = z.strictObject({ minMm: z.number(), maxMm: z.number() }).superRefine(({ minMm, maxMm }, context) => {
  if (maxMm <= minMm)
    context.addIssue({
      code: 'custom',
      path: ['maxMm'],
      message: `${maxMm} mm is not above minMm, ${minMm} mm: exchange them, or measure the travel again`,
    });
});
const angle = z.number().min(-720).max(720);
const rangeDeg = z.strictObject({ minDeg: angle, maxDeg: angle }).superRefine(({ minDeg, maxDeg }, context) => {
  if (maxDeg <= minDeg)
    context.addIssue({
      code: 'custom',
      path: ['maxDeg'],
      message: `${maxDeg} deg is not above minDeg, ${minDeg} deg: exchange them, or measure the range again`,
    });
});
export type RangeMm = z.infer<typeof rangeMm>;
export type RangeDeg = z.infer<typeof rangeDeg>;

/** @returns what is wrong with a hinge that must bend to one side of straight by more than a margin */
function neverBends(range: RangeDeg, positive: boolean, margin: number): string | undefined {
  if (positive ? range.maxDeg > margin : range.minDeg < -margin) return undefined;
  return positive
    ? `${range.maxDeg} deg never bends it past the margin of ${margin} deg: raise it, or choose the other side`
    : `${range.minDeg} deg never bends it past the margin of ${-margin} deg: lower it, or choose the other side`;
}

const gantry = { x: rangeMm, y: rangeMm, z: rangeMm };
/** Three slides, square to one another, each moved by its own motor. */
const cartesian = z.strictObject({ kind: z.literal('cartesian'), ...gantry });
/** A gantry whose two motors share one belt: motor a moves x + y, motor b x − y. Ranges are the carriage's. */
const corexy = z.strictObject({ kind: z.literal('corexy'), ...gantry });

/** seen from above, looking from the shoulder to the brush */
const side = z.enum(['left', 'right']);

/** Two links in a level plane, and a slide that lifts. The frame's origin is on the shoulder's axis. */
const scara = z
  .strictObject({
    kind: z.literal('scara'),
    upperMm: linkMm,
    foreMm: linkMm,
    elbowSide: side,
    /** from x towards y */
    shoulder: rangeDeg,
    /** of the forearm from the upper arm; 0 is straight */
    elbow: rangeDeg,
    z: rangeMm,
    /** least angle of the elbow from straight and from folded */
    marginDeg,
  })
  .superRefine(({ elbow, elbowSide, marginDeg: margin }, context) => {
    const wrong = neverBends(elbow, elbowSide === 'right', margin);
    if (wrong !== undefined)
      context.addIssue({ code: 'custom', path: ['elbow', elbowSide === 'right' ? 'maxDeg' : 'minDeg'], message: wrong });
  });

/** One of the two arms of a five-bar. */
const barArm = z.strictObject({
  /** from the motor to the elbow */
  proximalMm: linkMm,
  /** from the elbow to the brush */
  distalMm: linkMm,
  elbowSide: side,
  /** of the proximal link, from x towards y */
  shoulder: rangeDeg,
});

/** Two arms that hold the brush between them. The motors stand on x, the frame's origin midway between them. */
const fivebar = z
  .strictObject({
    kind: z.literal('fivebar'),
    spacingMm: linkMm,
    left: barArm,
    right: barArm,
    /** side of the line from the left elbow to the right one on which the brush is: `up` is to its left, away from the motors */
    assembly: z.enum(['up', 'down']),
    z: rangeMm,
    /** least angle between each proximal link and its distal one, from straight and from folded */
    marginDeg,
    /** least angle between the two distal links, from straight and from folded */
    tipMarginDeg: marginDeg,
  })
  .superRefine(({ spacingMm, left, right }, context) => {
    const span = left.proximalMm + left.distalMm + right.proximalMm + right.distalMm;
    if (spacingMm >= span)
      context.addIssue({
        code: 'custom',
        path: ['spacingMm'],
        message: `${spacingMm} mm is more than all four links stretched, ${span} mm: they cannot meet; measure it between the motors' axes`,
      });
  });

/**
 * A base that turns, and two links driven from it, with parallelograms that keep the head level (uArm, MeArm). The frame's
 * origin is on the base's axis, where heights are counted from.
 */
const palletiser = z.strictObject({
  kind: z.literal('palletiser'),
  shoulderHeightMm: offsetMm,
  /** from the base's axis to the shoulder's, outwards */
  shoulderForwardMm: offsetMm,
  upperMm: linkMm,
  foreMm: linkMm,
  /** from the wrist to the brush, outwards */
  headForwardMm: offsetMm,
  /** from the wrist down to the brush's contact point */
  brushDropMm: offsetMm,
  /** from x towards y */
  base: rangeDeg,
  /** of the upper arm above level */
  shoulder: rangeDeg,
  /** of the forearm above level: its motor stands on the base, so this does not count from the upper arm */
  elbow: rangeDeg,
  /** angle between the two links, 180 straight: the parallelogram's own limits */
  links: rangeDeg,
  /** least angle between the links, from straight and from folded */
  marginDeg,
  /** least distance of the brush from the base's axis */
  axisMarginMm: linkMm,
});

/**
 * Six hinges, the last three of which meet in one point. The frame's origin is on the base's axis, z up. At zero the arm is
 * level and straight along x; positive shoulder, elbow and pitch raise it.
 */
const sixaxis = z
  .strictObject({
    kind: z.literal('sixaxis'),
    shoulderHeightMm: offsetMm,
    shoulderForwardMm: offsetMm,
    upperMm: linkMm,
    /** from the elbow's axis up to the forearm's, square to it */
    elbowRiseMm: offsetMm,
    /** along the forearm from the elbow to the middle of the wrist */
    foreMm: linkMm,
    /** from the middle of the wrist to where the brush's axis begins */
    flangeMm: z.number().min(0).max(1000),
    brush: z.strictObject({
      /** from the flange to the contact point */
      lengthMm: linkMm,
      /** between the flange's axis and the brush; 0 is in line */
      bendDeg: z.number().min(-120).max(120),
      /** how the holder is turned about the brush; at 0 a bent holder has the flange on the canvas's upper side */
      spinDeg: z.number().min(-180).max(180),
    }),
    base: rangeDeg,
    shoulder: rangeDeg,
    elbow: rangeDeg,
    roll: rangeDeg,
    pitch: rangeDeg,
    turn: rangeDeg,
    posture: z.strictObject({
      /** `front`: the wrist is on the side that the base faces */
      shoulder: z.enum(['front', 'back']),
      elbow: z.enum(['up', 'down']),
      /** sign of the pitch */
      wrist: z.enum(['positive', 'negative']),
    }),
    /** least distance of the wrist from the base's axis */
    axisMarginMm: linkMm,
    /** least angle of the elbow from straight and from folded */
    elbowMarginDeg: marginDeg,
    /** least angle of the pitch from the line of the forearm */
    wristMarginDeg: marginDeg,
  })
  .superRefine(({ pitch, posture, wristMarginDeg }, context) => {
    const positive = posture.wrist === 'positive';
    const wrong = neverBends(pitch, positive, wristMarginDeg);
    if (wrong !== undefined) context.addIssue({ code: 'custom', path: ['pitch', positive ? 'maxDeg' : 'minDeg'], message: wrong });
  });

/** The geometry of an arm. Lengths in mm from axis to axis, angles in degrees, right-handed. */
export const kinematicsSchema = z.discriminatedUnion('kind', [cartesian, corexy, scara, fivebar, palletiser, sixaxis]);
export type KinematicsDescription = z.infer<typeof kinematicsSchema>;
export type CartesianDescription = z.infer<typeof cartesian>;
export type CoreXyDescription = z.infer<typeof corexy>;
export type ScaraDescription = z.infer<typeof scara>;
export type BarArm = z.infer<typeof barArm>;
export type FiveBarDescription = z.infer<typeof fivebar>;
export type PalletiserDescription = z.infer<typeof palletiser>;
export type SixAxisDescription = z.infer<typeof sixaxis>;
