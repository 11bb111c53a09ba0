import { z } from 'zod';

const axis = z.object({ min: z.number(), max: z.number() }).refine((a) => a.max > a.min, 'max must be greater than min');

/** A description of an arm. Machine frame: mm, Z up, away from the canvas. This version knows Cartesian gantries. */
export const machineSchema = z.object({
  version: z.literal(1),
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(120),
  kinematics: z.literal('cartesian'),
  driver: z.enum(['grbl', 'marlin']),
  /** reach of the brush's contact point, machine mm */
  reach: z.object({ x: axis, y: axis, z: axis }),
  /** machine mm of the canvas's bottom left corner; z is where the brush first touches */
  canvasOrigin: z.object({ x: z.number(), y: z.number(), z: z.number() }),
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
  wells: z.array(z.object({ x: z.number(), y: z.number(), z: z.number() })).min(1),
  /** where the arm rests between jobs, machine mm */
  park: z.object({ x: z.number(), y: z.number(), z: z.number() }),
  baud: z.number().int().min(1200).max(2_000_000),
});
export type Machine = z.infer<typeof machineSchema>;

/** A place in the machine's frame, mm. */
export interface MachinePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}
