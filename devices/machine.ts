import { z } from 'zod';
import { hardwarePinsSchema } from './hardware/pins.ts';

const place = z.object({ x: z.number(), y: z.number(), z: z.number() });
const axis = z.object({ min: z.number(), max: z.number() }).refine((a) => a.max > a.min, 'max must be greater than min');

/** A description of an arm. Machine frame: mm, Z up, away from the canvas. This version knows Cartesian gantries. */
export const machineSchema = z.object({
  version: z.literal(1),
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(120),
  kinematics: z.literal('cartesian'),
  driver: z.enum(['grbl', 'marlin', 'ebb', 'firmata']),
  /** reach of the brush's contact point, machine mm */
  reach: z.object({ x: axis, y: axis, z: axis }),
  /** machine mm of the canvas's bottom left corner; z is where the brush first touches */
  canvasOrigin: place,
  /** heights above first contact, mm */
  heights: z.object({ hoverMm: z.number().min(1), travelMm: z.number().min(2) }),
  speeds: z.object({
    paintMmS: z.number().min(1).max(1000),
    travelMmS: z.number().min(1).max(2000),
    plungeMmS: z.number().min(1).max(1000),
    /** while somebody is near; 50 unless said */
    nearMmS: z.number().min(1).max(2000).optional(),
    accelerationMmS2: z.number().min(10).max(20_000),
  }),
  /** where the paints stand, machine mm; the n-th well holds the n-th paint of the palette */
  wells: z.array(place).min(1),
  /** edge of every well, where drops are wiped off: from its middle, and above the plunged brush */
  rim: z.object({ radiusMm: z.number().min(1).max(200), heightMm: z.number().min(0).max(200) }).optional(),
  /** where the brush is washed, machine mm: the middle of the water, for a plunged brush, and of the rag, for one that is wiped on it */
  wash: z.object({ water: place, rag: place }).optional(),
  /** where the arm rests between jobs, machine mm */
  park: place,
  baud: z.number().int().min(1200).max(2_000_000),
  /** what is wired to a board with Firmata, beside the arm or in it */
  hardware: hardwarePinsSchema.optional(),
});
export type Machine = z.infer<typeof machineSchema>;

/** What wells are like where the description does not say, mm. */
const usualRim = { radiusMm: 12, heightMm: 6 } as const;
export const rimOf = ({ rim }: Pick<Machine, 'rim'>): { readonly radiusMm: number; readonly heightMm: number } => rim ?? usualRim;

/** How far a brush goes from the middle of the rag, and of the water, in radii of a well: a glass is as wide as one, a rag wider. */
export const ragPerRim = 1.25;
export const waterPerRim = 0.5;

/** A place in the machine's frame, mm. */
export interface MachinePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}
