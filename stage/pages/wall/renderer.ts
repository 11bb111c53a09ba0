import { WebGLRenderer } from 'three';

/** The one place that knows which renderer draws the wall. @returns null where the browser gives no WebGL 2 */
export function createRenderer(canvas: HTMLCanvasElement): WebGLRenderer | null {
  const context = canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' });
  if (context === null) return null;
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.setPixelRatio(1);
  renderer.autoClear = false;
  return renderer;
}

/** Above this a wall gains nothing that an audience sees, and loses frames. */
const MOST_PIXELS = 2560 * 1440;

/**
 * Size of the drawing buffer for a window.
 *
 * @param quality - 0.2 to 1; below 0.7 the buffer shrinks too
 * @returns px, at least 2 × 2
 */
export function bufferSize(widthCss: number, heightCss: number, ratio: number, quality: number): { width: number; height: number } {
  const wanted = ratio * Math.min(1, 0.4 + 0.86 * quality);
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / Math.max(1, widthCss * heightCss)));
  return { width: Math.max(2, Math.round(widthCss * scale)), height: Math.max(2, Math.round(heightCss * scale)) };
}
