import { Player, ToneAudioBuffer } from 'tone';
import type { Random } from '../../engine/random.ts';

const lengthS = 7.3;
/** The end is faded into the beginning over this, so that the loop has no seam, s. */
const seamS = 0.4;

/** White noise from a seed, for ever. @returns a player that is not yet started */
export function createHiss(random: Random, rate: number): Player {
  const seam = Math.round(seamS * rate);
  const raw = Float32Array.from({ length: Math.round(lengthS * rate) + seam }, () => 2 * random.next() - 1);
  const loop = raw.slice(0, raw.length - seam);
  for (let i = 0; i < seam; i++) {
    const t = i / seam;
    loop[i] = (raw[i] ?? 0) * Math.sqrt(t) + (raw[loop.length + i] ?? 0) * Math.sqrt(1 - t);
  }
  const player = new Player(ToneAudioBuffer.fromArray(loop));
  player.loop = true;
  return player;
}
