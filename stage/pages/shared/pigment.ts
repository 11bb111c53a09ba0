import type { Paint } from '../../../engine/palette.ts';

/** @returns a CSS colour; lamp black when the palette does not know the paint */
export function pigment(palette: readonly Paint[], id: string, alpha = 1): string {
  const [r, g, b] = palette.find((paint) => paint.id === id)?.rgb ?? [24, 23, 24];
  return `rgb(${r} ${g} ${b} / ${alpha})`;
}

export const pigmentName = (palette: readonly Paint[], id: string): string => palette.find((paint) => paint.id === id)?.name ?? id;
