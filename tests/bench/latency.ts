import { imageMs, openCamera } from '../support/camera.ts';
import { openQuickShow } from '../support/quick-show.ts';
import { quantile, type Row, round } from './table.ts';

const SAMPLES = 50;
/** Images of a hand that stands still, open, before it closes: one in haste must hold its pinch for longer. */
const STILL = 6;

/**
 * Gesture frame received → first byte of its stroke on the port: the clock runs from the image in which a hand has closed,
 * as it is sent and as the server has answered at the door, to the first motion byte at the far end of a pty pair.
 */
export async function benchLatency(): Promise<Row[]> {
  const show = await openQuickShow();
  const camera = await openCamera(show.server.url);
  try {
    const fromSent: number[] = [];
    const fromReceived: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      await show.idle();
      const x = 0.5 + 0.04 * Math.sin(sample);
      for (let image = 0; image < STILL; image++) {
        await camera.see(x, 0.5, 1);
        // a camera is not in step with the show
        await new Promise((resolve) => setTimeout(resolve, imageMs + Math.random() * 17));
      }
      const motion = show.nextMotion();
      const sent = performance.now();
      await camera.see(x, 0.5, 0.05);
      const received = performance.now();
      const at = await motion;
      fromSent.push(at - sent);
      fromReceived.push(at - received);
    }
    return [
      { what: 'gesture frame sent → first byte, p50', value: round(quantile(fromSent, 0.5)), unit: 'ms' },
      { what: 'gesture frame sent → first byte, p99', value: round(quantile(fromSent, 0.99)), unit: 'ms' },
      { what: 'gesture frame answered → first byte, p50', value: round(quantile(fromReceived, 0.5)), unit: 'ms' },
      { what: 'gesture frame answered → first byte, p99', value: round(quantile(fromReceived, 0.99)), unit: 'ms' },
    ];
  } finally {
    camera.close();
    await show.close();
  }
}
