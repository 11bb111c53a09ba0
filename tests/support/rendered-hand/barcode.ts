/** Side of a square, pixels: large enough to come through JPEG and the camera's colour conversion. */
const square = 12;
const bits = 12;
/** a white square, the bits from the lowest, their parity, a black square */
const squares = bits + 3;

/** The largest frame number that can be written. */
export const largestNumber = 2 ** bits - 1;

type Surface = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const parityOf = (number: number) => {
  let odd = 0;
  for (let rest = number; rest > 0; rest >>= 1) odd ^= rest & 1;
  return odd;
};

/** Writes a frame's number as black and white squares into the picture's top left corner. */
export function writeNumber(surface: Surface, number: number): void {
  if (!Number.isInteger(number) || number < 0 || number > largestNumber)
    throw new RangeError(`Frame ${number} cannot be written; the largest is ${largestNumber}. Make the film shorter.`);
  for (let i = 0; i < squares; i++) {
    const white = i === 0 || (i <= bits ? ((number >> (i - 1)) & 1) === 1 : i === bits + 1 && parityOf(number) === 1);
    surface.fillStyle = white ? '#fff' : '#000';
    surface.fillRect(i * square, 0, square, square);
  }
}

/** Reads a frame's number back; undefined where the picture carries none, or a damaged one. */
export function readNumber(surface: Surface): number | undefined {
  const { data } = surface.getImageData(0, square / 2, squares * square, 1);
  const lit = Array.from({ length: squares }, (_, i) => (data[4 * (i * square + square / 2) + 1] ?? 0) > 127);
  const number = lit.slice(1, bits + 1).reduce((sum, on, i) => sum + (on ? 1 << i : 0), 0);
  const whole = lit[0] === true && lit[squares - 1] === false && lit[bits + 1] === (parityOf(number) === 1);
  return whole ? number : undefined;
}
