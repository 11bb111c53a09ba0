import type { Region } from '../../../../engine/painting/region.ts';

/** Where a brush is: canvas mm, and z above the canvas. */
export interface ArmPlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Height from which on a brush's shadow is at its faintest, mm. */
const highMm = 40;

/** Where the shadow falls, px: the light comes from the upper left, so that a lifted brush throws it down and to the right. */
function cast(at: ArmPlace, heightMm: number, pxPerMm: number): { x: number; y: number; radius: number; depth: number } {
  const lift = Math.min(1, Math.max(0, at.z) / highMm);
  return {
    x: (at.x + 7 * lift) * pxPerMm,
    y: (heightMm - at.y + 7 * lift) * pxPerMm,
    radius: (7 + 9 * lift) * pxPerMm,
    depth: 0.3 - 0.2 * lift,
  };
}

export function shadowRegion(at: ArmPlace, heightMm: number, pxPerMm: number): Region {
  const { x, y, radius } = cast(at, heightMm, pxPerMm);
  return { x: x - radius - 1, y: y - radius - 1, width: 2 * radius + 2, height: 2 * radius + 2 };
}

/** A soft, warm shadow where the brush is: smaller and deeper the nearer it is to the canvas. */
export function drawShadow(context: CanvasRenderingContext2D, at: ArmPlace, heightMm: number, pxPerMm: number): void {
  const { x, y, radius, depth } = cast(at, heightMm, pxPerMm);
  const soft = context.createRadialGradient(x, y, 0, x, y, radius);
  for (const [stop, share] of [
    [0, 1],
    [0.35, 0.72],
    [0.7, 0.2],
    [1, 0],
  ] as const)
    soft.addColorStop(stop, `rgba(38, 30, 24, ${depth * share})`);
  context.fillStyle = soft;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}
