import type { MachineView, Place3 } from '../../../protocol/machine-view.ts';

/**
 * The paint that a brush has just been dipped into.
 *
 * @param tip - machine mm
 * @returns null where it is in no well that holds paint
 */
export function dippedInto({ wells, rim }: Pick<MachineView, 'wells' | 'rim'>, tip: Place3): string | null {
  for (const { at, approach, paint } of wells) {
    const [x, y, z] = [tip[0] - at[0], tip[1] - at[1], tip[2] - at[2]];
    const above = x * approach[0] + y * approach[1] + z * approach[2];
    const beside = Math.sqrt(Math.max(0, x * x + y * y + z * z - above * above));
    if (beside <= rim.radiusMm && above <= rim.heightMm) return paint;
  }
  return null;
}
