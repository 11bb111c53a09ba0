import type { PicturePoint } from '../rendered-hand/hand.ts';

/** What the tracker's worker found in one frame of the camera. */
export interface Sighting {
  /** the film's frame number, read from the picture; undefined where it could not be read */
  readonly frame: number | undefined;
  /** empty where no hand was found; in unmirrored frames `Right` is a right hand */
  readonly hand: string;
  readonly landmarks: readonly PicturePoint[];
}

declare global {
  interface Window {
    /** Opens the camera and gathers what the tracker finds until so many frames were looked at. */
    watchHands(frames: number): Promise<Sighting[]>;
  }
}

window.watchHands = async (frames) => {
  const worker = new Worker('./worker.ts', { type: 'module' });
  const heard = () =>
    new Promise<Sighting>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`The tracker failed: ${message}`));
    });
  await heard(); // the model is loaded

  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  await video.play();
  const sightings: Sighting[] = [];
  try {
    while (sightings.length < frames) {
      await new Promise((shown) => video.requestVideoFrameCallback(shown));
      const frame = new VideoFrame(video);
      const answer = heard();
      worker.postMessage(frame, [frame]);
      sightings.push(await answer);
    }
  } finally {
    worker.terminate();
    for (const track of video.srcObject instanceof MediaStream ? video.srcObject.getTracks() : []) track.stop();
  }
  return sightings;
};
