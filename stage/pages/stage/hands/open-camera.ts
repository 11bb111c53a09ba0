import type { Result } from '../../../../engine/result.ts';
import type { SourceState } from './source.ts';

const refusal = (
  kind: SourceState['kind'],
  text: string,
  remedy: SourceState['remedy'],
): { readonly ok: false; readonly why: SourceState } => ({
  ok: false,
  why: { kind, text, remedy },
});

/** 640 × 480 is more than the tracker looks at; a larger image only costs time. */
const size = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } as const;

/**
 * Asks for a camera.
 *
 * @param name - part of its label; null for whichever the browser gives. Labels are known only once a camera was allowed.
 */
export async function openCamera(name: string | null): Promise<Result<MediaStream, SourceState>> {
  if (navigator.mediaDevices?.getUserMedia === undefined)
    return refusal('absent', 'this address gives no camera: it is neither localhost nor https', 'insecure');
  try {
    const any = await navigator.mediaDevices.getUserMedia({ video: { ...size, facingMode: 'user' }, audio: false });
    const wanted = name === null ? undefined : await deviceNamed(name);
    if (wanted === undefined || any.getVideoTracks().some((track) => track.getSettings().deviceId === wanted))
      return { ok: true, value: any };
    for (const track of any.getTracks()) track.stop();
    return {
      ok: true,
      value: await navigator.mediaDevices.getUserMedia({ video: { ...size, deviceId: { exact: wanted } }, audio: false }),
    };
  } catch (error) {
    const kind = error instanceof DOMException ? error.name : 'unknown';
    if (kind === 'NotAllowedError' || kind === 'SecurityError') return refusal('refused', 'the camera was refused', 'refused');
    if (kind === 'NotFoundError' || kind === 'OverconstrainedError') return refusal('absent', 'no camera is plugged in', 'absent');
    return refusal('failed', `the camera could not be opened (${kind})`, 'busy');
  }
}

async function deviceNamed(name: string): Promise<string | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.find((device) => device.kind === 'videoinput' && device.label.toLowerCase().includes(name.toLowerCase()))?.deviceId;
}
