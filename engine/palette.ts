import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a short name such as "lamp-black": a-z, 0-9 and -, at most 40 characters');

/**
 * A pigment as it lies in a well. `rgb` is its masstone (thick, opaque), sRGB 0..255; `undertone` what it turns to in a thin
 * wash over white; `opacity` 0 (glaze) to 1 (covers in one layer).
 */
export const paintSchema = z.object({
  id,
  name: z.string().min(1).max(60),
  rgb: z.tuple([z.number().min(0).max(255), z.number().min(0).max(255), z.number().min(0).max(255)]),
  undertone: z.tuple([z.number().min(0).max(255), z.number().min(0).max(255), z.number().min(0).max(255)]).optional(),
  opacity: z.number().min(0).max(1).optional(),
});
export type Paint = z.infer<typeof paintSchema>;

export const brushSchema = z.object({
  id,
  /** width of the mark at full pressure, mm */
  widthMm: z.number().min(0.3).max(200),
  /** how far a fresh dip paints, mm; as for any brush unless given */
  mmPerDip: z.number().min(5).max(1e6).optional(),
  /** how much shorter it is than when it was new, mm */
  wornMm: z.number().min(0).max(50).optional(),
  /** how much the mark trails the handle: 0 a stiff brush, 1 the soft one that was measured (FIELD.md §5) */
  lag: z.number().min(0).max(1).optional(),
});
export type Brush = z.infer<typeof brushSchema>;

export const paletteSchema = z.array(paintSchema).min(1).max(64);
export const brushesSchema = z.array(brushSchema).min(1).max(16);
