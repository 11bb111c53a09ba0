import { FilesetResolver } from '@mediapipe/tasks-vision';
import { fetchModel, type ModelFile } from './model.ts';
import type { SourceState } from './source.ts';
import type { FromWorker, Seen, ToWorker } from './worker-messages.ts';

type Image = VideoFrame | ImageBitmap;
type Files = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** What a worker looks for in each image. */
export interface Tracking<S extends Seen> {
  /** as a person names them */
  readonly what: 'hands' | 'bodies';
  readonly model: ModelFile;
  /**
   * @param people - to look for
   * @returns what looks at one image; its memory returns only when the worker ends
   */
  create(
    files: Files,
    options: {
      readonly baseOptions: { readonly modelAssetBuffer: Uint8Array; readonly delegate: 'CPU' | 'GPU' };
      readonly runningMode: 'VIDEO';
    },
    people: number,
  ): Promise<(image: Image, t: number) => Omit<S, keyof Seen>>;
  /** what is told of an image in which there is nothing to look at */
  readonly nothing: Omit<S, keyof Seen>;
}

/** Makes this worker track: it loads the model when it is asked to begin, and says of each image what it saw there. */
export function track<S extends Seen>(tracking: Tracking<S>): void {
  let look: ((image: Image, t: number) => Omit<S, keyof Seen>) | null = null;
  const say = (message: FromWorker<Seen & Omit<S, keyof Seen>>): void => globalThis.postMessage(message);
  const trouble = (kind: SourceState['kind'], text: string, remedy: SourceState['remedy']): void =>
    say({ kind: 'trouble', state: { kind, text, remedy } });

  const begin = async ({ origin, delegate, people }: Extract<ToWorker, { kind: 'begin' }>): Promise<void> => {
    // even the CPU delegate draws its input through WebGL 2, and fails obscurely without it
    if (new OffscreenCanvas(1, 1).getContext('webgl2') === null)
      return trouble('no-webgl', 'the browser gives a worker no WebGL 2', 'webgl');
    const model = await fetchModel(origin, tracking.model);
    if (!model.ok)
      return trouble(model.why.code === 'wrong-model' ? 'wrong-model' : 'no-model', `${model.why.text}. ${model.why.remedy}`, 'model');
    // an address with its origin: development servers rewrite the relative ones that a module imports
    const files = await FilesetResolver.forVisionTasks(new URL('/mediapipe/wasm', origin).href, true);
    look = await tracking.create(files, { baseOptions: { modelAssetBuffer: model.value, delegate }, runningMode: 'VIDEO' }, people);
    say({ kind: 'ready', text: `tracking ${tracking.what} on the ${delegate}` });
  };

  const see = (t: number, image: Image): void => {
    const width = 'displayWidth' in image ? image.displayWidth : image.width;
    const height = 'displayHeight' in image ? image.displayHeight : image.height;
    try {
      const begun = performance.now();
      // a video that is only opening has no size, and an empty image would kill the tracker for good
      const found = look === null || width === 0 || height === 0 ? tracking.nothing : look(image, t);
      say({ ...found, kind: 'seen', t, aspect: height === 0 ? 4 / 3 : width / height, detectMs: performance.now() - begun });
    } finally {
      image.close();
    }
  };

  globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const message = event.data;
    const noun = tracking.what === 'hands' ? 'hand' : 'body';
    const failed = (error: unknown): void => trouble('failed', `${noun} tracking failed: ${String(error).slice(0, 200)}`, 'retry');
    if (message.kind === 'begin') begin(message).catch(failed);
    else
      try {
        see(message.t, message.image);
      } catch (error) {
        failed(error);
      }
  });
}
