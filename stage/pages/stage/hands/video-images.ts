/** Where the browser cannot say when a new image is there, look this often, ms. */
const LOOK_MS = 33;

const imageOf = (video: HTMLVideoElement): VideoFrame | Promise<ImageBitmap> =>
  typeof VideoFrame === 'function' ? new VideoFrame(video) : createImageBitmap(video);

/**
 * Hands on each new image of a video that somebody is ready for; the others are never copied.
 *
 * @param wanted - asked before an image is made
 * @param take - owns the image and must close it or transfer it; `t` in ms, rising
 * @returns what ends it
 */
export function everyImage(
  video: HTMLVideoElement,
  wanted: () => boolean,
  take: (image: VideoFrame | ImageBitmap, t: number) => void,
): () => void {
  let open = true;
  const look = async (t: number): Promise<void> => {
    if (!wanted() || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return;
    try {
      const image = await imageOf(video);
      if (open) take(image, t);
      else image.close();
    } catch {
      // a video between two sources has no image to give; the next one has
    }
  };
  if ('requestVideoFrameCallback' in video) {
    let handle = video.requestVideoFrameCallback(function again(now) {
      void look(now);
      if (open) handle = video.requestVideoFrameCallback(again);
    });
    return () => {
      open = false;
      video.cancelVideoFrameCallback(handle);
    };
  }
  const timer = setInterval(() => void look(performance.now()), LOOK_MS);
  return () => {
    open = false;
    clearInterval(timer);
  };
}
