import { encode } from 'fast-png';
import type { Surface } from '../../../engine/painting/surface.ts';

/** What a picture says of itself, for whoever opens it later; Latin letters only, as PNG asks. */
export interface PictureWords {
  readonly title: string;
}

/** Rows shaded at a time, so that the picture is never held twice. */
const bandRows = 64;

/** Encodes a painted surface as an opaque PNG, 8 bits RGB. Takes about a quarter of a second for 1400 × 1000: never on a show's thread. */
export function pngOf(surface: Surface, words: PictureWords): Uint8Array {
  const { widthPx: width, heightPx: height } = surface;
  const data = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y += bandRows) {
    const band = surface.shade({ x: 0, y, width, height: Math.min(bandRows, height - y) });
    for (let from = 0; from < band.length; from += 4) {
      data[to++] = band[from] ?? 0;
      data[to++] = band[from + 1] ?? 0;
      data[to++] = band[from + 2] ?? 0;
    }
  }
  const text = { Title: words.title.replace(/[^\x20-\x7e\xa1-\xff]/g, '?') };
  return encode({ width, height, data, channels: 3, depth: 8, text }, { zlib: { level: 4 } });
}
