import type { WebGLRenderer } from 'three';
import type { Paint } from '../../../engine/palette.ts';
import { findScene } from '../../../scenes/index.ts';
import { createPasses, type Passes } from '../../../scenes/kit/pass.ts';
import type { Scene, StageFrame } from '../../../scenes/kit/scene.ts';
import { createAct } from './act.ts';
import { createExchange, type Exchange, type Going } from './exchange.ts';
import { createFade } from './fade.ts';
import { createScreen, type Screen } from './light/screen.ts';
import { createOrigin } from './origin.ts';
import { bufferSize } from './renderer.ts';
import { dissolve, findTransition } from './transitions/find.ts';

/** What the wall must show; a change in any of it is a new picture. */
export interface PictureWish {
  readonly scene: string;
  readonly seed: number;
  readonly palette: readonly Paint[];
  readonly quality: number;
}

export interface Picture {
  /** the transition that is seen, which may be behind the one that is told */
  readonly going: Going | null;
  /** how far the wall is from the scene before to the one that is wanted, 0..1 */
  readonly share: number;
  /** @param told - how the show goes over to this scene; null when it does not, or has */
  want(wish: PictureWish, told: Going | null): void;
  /** Loads what is wanted, if it is not there yet. @returns when it is on the wall, or was found to be impossible */
  ready(): Promise<void>;
  /** Forgets all that its scenes have seen: they begin anew. What keeps the wall from flashing goes on. */
  restart(): void;
  /** @param steps - fixed steps due in this animation frame @param leaving - the moment for a scene that goes */
  step(moment: StageFrame, leaving: StageFrame, steps: number, dtS: number): void;
  /**
   * @param light - master, 0 to 1
   * @param dtS - since the last call, though the picture may stand still
   * @returns whether anything was drawn that is seen
   */
  render(light: number, dtS: number): boolean;
  resize(widthCss: number, heightCss: number, ratio: number): void;
  dispose(): void;
}

export interface PictureSetting {
  readonly onTrouble: (text: string) => void;
  readonly find?: (id: string) => Pick<Scene, 'visuals'> | undefined;
  /** for those who asked for less motion: pictures dissolve slowly, and less may flash */
  readonly gentle: boolean;
  /** how many pixels are drawn for a window; those of a wall unless said */
  readonly sizeFor?: typeof bufferSize;
}

/** Another show, or another grain of the same one, is brought on in the dark: about this long to go dark and as long to come back. */
const VEIL_HALF_S = 0.22;

/**
 * Scenes on the wall: loaded, gone over from and to, dimmed, kept from flashing, and made anew when the graphics context was lost.
 *
 * @param renderer - lent: others may draw on its canvas in turn, as long as they draw at the same size
 */
export function createPicture(
  renderer: WebGLRenderer,
  { onTrouble, find = findScene, gentle, sizeFor = bufferSize }: PictureSetting,
): Picture {
  const canvas = renderer.domElement;
  const veil = createFade(VEIL_HALF_S, 2);
  const origin = createOrigin();
  let wish: PictureWish | null = null;
  let told: Going | null = null;
  let shown: { readonly key: string; readonly wish: PictureWish } | null = null;
  let loading = '';
  let loaded: Promise<void> = Promise.resolve();
  let lost = false;
  let window = { width: 1280, height: 720, ratio: 1 };
  let buffer = { width: 0, height: 0 };
  let stage: { readonly passes: Passes; readonly exchange: Exchange; readonly screen: Screen } | null = null;

  const adjust = (): void => {
    const next = sizeFor(window.width, window.height, window.ratio, wish?.quality ?? 1);
    if (next.width === buffer.width && next.height === buffer.height) return;
    buffer = next;
    renderer.setSize(next.width, next.height, false);
    stage?.exchange.resize(next);
    stage?.screen.resize(next);
  };
  const open = () => {
    if (stage !== null) return stage;
    const passes = createPasses(renderer);
    stage = { passes, exchange: createExchange(passes, buffer, gentle), screen: createScreen(renderer, passes, buffer, gentle) };
    return stage;
  };
  const close = (): void => {
    loading = '';
    shown = null;
    stage?.exchange.clear();
    stage?.screen.dispose();
    stage?.passes.dispose();
    stage = null;
  };
  const transition = async (kind: string): Promise<{ readonly kind: string; readonly glsl: string }> => {
    const glsl = await findTransition(kind);
    if (glsl !== null) return { kind, glsl };
    onTrouble(`no transition is called "${kind}": it dissolves instead`);
    return { kind: 'dissolve', glsl: dissolve };
  };

  /** @param kind - of the transition; null brings the picture on at once, in the dark */
  const exchange = async (next: PictureWish, key: string, kind: string | null): Promise<void> => {
    loading = key;
    try {
      const scene = find(next.scene);
      if (scene === undefined) return onTrouble(`this page knows no scene "${next.scene}"`);
      const [{ createVisuals }, way] = await Promise.all([scene.visuals(), kind === null || kind === 'cut' ? null : transition(kind)]);
      if (loading !== key || lost) return;
      adjust();
      if (kind === null) stage?.exchange.clear();
      const { exchange: wall } = open();
      const { seed, palette, quality } = next;
      const act = createAct(renderer, next.scene, createVisuals({ renderer, ...buffer, seed, palette, quality }), buffer);
      if (way === null) wall.put(act);
      else wall.cross(act, way.kind, way.glsl, told?.progress ?? null);
      shown = { key, wish: next };
    } catch (error) {
      onTrouble(`the scene "${next.scene}" could not be shown: ${String(error).slice(0, 200)}`);
    } finally {
      if (loading === key && shown?.key === key) loading = '';
    }
  };

  const onLost = (event: Event): void => {
    // without this the browser never gives the context back
    event.preventDefault();
    lost = true;
    close();
    veil.level = 0;
  };
  const onRestored = (): void => {
    lost = false;
    buffer = { width: 0, height: 0 };
  };
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);

  /** The show goes on from scene to scene: the wall stays lit. */
  const goesOn = (): boolean => shown !== null && wish !== null && shown.wish.scene !== wish.scene && shown.wish.seed === wish.seed;
  /** Begins to load what is wanted, unless it is there, or must wait until the wall is dark. */
  const load = (): void => {
    const key = wish === null ? '' : JSON.stringify(wish);
    if (wish === null || shown?.key === key || loading === key) return;
    const kind = gentle ? 'dissolve' : (told?.kind ?? 'cut');
    if (goesOn() || shown === null || veil.level === 0) loaded = exchange(wish, key, goesOn() ? kind : null);
  };
  /** How much of the picture may be seen, 0 to 1: it is dark while one show gives way to another. */
  const unveil = (dtS: number): number => {
    load();
    return veil.toward(wish !== null && (shown?.key === JSON.stringify(wish) || goesOn()) ? 1 : 0, dtS);
  };

  return {
    get going() {
      return stage?.exchange.going ?? null;
    },
    get share() {
      if (shown !== null && wish !== null && shown.wish.scene !== wish.scene) return 0;
      return stage?.exchange.going?.progress ?? 1;
    },
    want(next, going) {
      wish = next;
      told = going;
    },
    ready() {
      load();
      return loaded;
    },
    restart() {
      loading = '';
      shown = null;
      stage?.exchange.clear();
    },
    step(moment, leaving, steps, dtS) {
      origin.see(moment);
      if (!lost) stage?.exchange.step(moment, leaving, steps, told?.progress ?? null, dtS);
    },
    render(light, dtS) {
      if (lost) return false;
      const shine = light * unveil(dtS);
      if (stage === null) {
        renderer.clear();
        return false;
      }
      // nothing is drawn that nobody sees
      const picture = shine > 0 ? stage.exchange.draw(origin.at(), wish?.quality ?? 1) : (stage.exchange.act?.texture ?? null);
      if (picture !== null) stage.screen.show(picture, shine, dtS);
      return picture !== null && shine > 0;
    },
    resize(width, height, ratio) {
      window = { width, height, ratio };
      if (!lost) adjust();
    },
    dispose() {
      close();
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
    },
  };
}
