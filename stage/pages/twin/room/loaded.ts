import type { MachineView, Opening, Place3 } from '../../../protocol/machine-view.ts';

const isIn = ({ at, approach }: Opening, { radiusMm, heightMm }: MachineView['rim'], tip: Place3): boolean => {
  const [x, y, z] = [tip[0] - at[0], tip[1] - at[1], tip[2] - at[2]];
  const above = x * approach[0] + y * approach[1] + z * approach[2];
  const beside = Math.sqrt(Math.max(0, x * x + y * y + z * z - above * above));
  return beside <= radiusMm && above <= heightMm;
};

/**
 * The paint that a brush has just been dipped into.
 *
 * @param tip - machine mm
 * @returns null where it is in no well that holds paint
 */
export const dippedInto = ({ wells, rim }: Pick<MachineView, 'wells' | 'rim'>, tip: Place3): string | null =>
  wells.find((well) => isIn(well, rim, tip))?.paint ?? null;

/** @param tip - machine mm. @returns whether it is in the water */
export const inWater = ({ wash, rim }: Pick<MachineView, 'wash' | 'rim'>, tip: Place3): boolean =>
  wash !== null && isIn(wash.water, rim, tip);
