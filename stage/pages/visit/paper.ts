/** Warm paper, sRGB: the ground of everything that is painted here. */
const PAPER = [242, 235, 221] as const;

const hash = (x: number, y: number): number => {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
};
const mix = (a: number, b: number, u: number): number => a + (b - a) * u * u * (3 - 2 * u);
function noise(x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  return mix(mix(hash(i, j), hash(i + 1, j), x - i), mix(hash(i, j + 1), hash(i + 1, j + 1), x - i), y - j);
}
/** Height of the paper: soft hills, and fibres that lie mostly along x. */
const height = (x: number, y: number): number =>
  0.5 * noise(x / 9, y / 7) + 0.32 * noise(x / 4.2, y / 2.1) + 0.18 * noise(x / 1.6, y / 1.4);

/** Paints a sheet of paper, lit from the upper left, over the whole of a context. */
export function drawPaper(on: CanvasRenderingContext2D, width: number, heightPx: number): void {
  const image = on.createImageData(width, heightPx);
  const { data } = image;
  const [r, g, b] = PAPER;
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < width; x++) {
      const slope = height(x + 1, y + 1) - height(x, y);
      const fall = 1 - 0.05 * (x / width) * (y / heightPx);
      const light = fall * (1 + 0.09 * slope);
      const at = 4 * (y * width + x);
      data[at] = r * light;
      data[at + 1] = g * light;
      data[at + 2] = b * light;
      data[at + 3] = 255;
    }
  on.putImageData(image, 0, 0);
}
