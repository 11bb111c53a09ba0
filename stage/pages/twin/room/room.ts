import { Group, Scene } from 'three';
import type { Paint } from '../../../../engine/palette.ts';
import type { ArmFigure, MachineView } from '../../../protocol/machine-view.ts';
import type { PaintingFeed } from '../../shared/painting-feed.ts';
import { createBounds } from './bounds.ts';
import { createFollower } from './follow.ts';
import { homeOf } from './home.ts';
import { createLamps, roomDark } from './light.ts';
import { buildOf, createLimbs, endsIn, type Limbs } from './limbs.ts';
import { dippedInto, inWater } from './loaded.ts';
import { createMaterials } from './materials.ts';
import { createPace } from './pace.ts';
import { createPainting } from './painting.ts';
import { placeMachine } from './place.ts';
import { createPots } from './pots.ts';
import { createRenderer } from './renderer.ts';
import { createStand } from './stand.ts';
import { createViewpoint, type ViewKey } from './viewpoint.ts';
import { createWashing } from './washing.ts';

export interface RoomParts {
  readonly canvas: HTMLCanvasElement;
  readonly machine: MachineView;
  readonly palette: readonly Paint[];
  readonly feed: PaintingFeed;
  /** the person asked for less motion */
  readonly calm: boolean;
  /** how much of the right side words take, px */
  readonly inset: () => number;
  /** the first picture with the painting in it is drawn */
  readonly onDrawn: () => void;
  /** the graphics went away and did not come back */
  readonly onLost: () => void;
}

/** The machine in its room, drawn whenever something moves. */
export interface Room {
  /** @param figure - as reported; null when unknown: then the arm is seen where it was last */
  setFigure(figure: ArmFigure | null): void;
  press(key: ViewKey): void;
  dispose(): void;
}

/** ω of the arm's springs, 1/s: smooth between ten reports a second, and a sixth of a second late */
const followPerS = 12;
/** a frame that comes later than this was held up: the arm does not leap, s */
const longestS = 0.1;
const patienceMs = 4000;

/** @returns null where the browser gives no WebGL 2 */
export function openRoom(parts: RoomParts): Room | null {
  const { canvas, machine, palette, feed } = parts;
  const renderer = createRenderer(canvas);
  if (renderer === null) return null;
  const placed = placeMachine(machine);
  const materials = createMaterials();
  const lamps = createLamps(placed.floorY, materials);
  const painting = createPainting(machine, feed, window.innerWidth * renderer.getPixelRatio() * 0.7, materials, () => wake());
  const stand = createStand(machine, placed, materials);
  const pots = createPots(machine, placed, palette, materials);
  const washing = createWashing(machine, placed, materials);
  const bounds = createBounds(machine, placed.unitMm);
  const viewpoint = createViewpoint(canvas, homeOf(machine, placed), machine.stands === 'frame', parts.calm, () => wake());
  const pace = createPace();
  const follow = createFollower(followPerS);
  const body = new Group();
  body.add(painting.group, stand.group, pots.group, washing.group, bounds.group);
  body.applyMatrix4(placed.toRoom);
  const scene = new Scene();
  scene.background = roomDark;
  scene.fog = lamps.fog;
  scene.add(lamps.group, body);

  let limbs: Limbs | null = null;
  let build = '';
  let handle = 0;
  let last = performance.now();
  let restless = true;
  let lost: ReturnType<typeof setTimeout> | undefined;
  let loaded: string | null = null;
  let pieceCount = 0;

  const wear = (paint: string | null): void => {
    if (paint === null || paint === loaded) return;
    loaded = paint;
    limbs?.brush?.dip(palette.find(({ id }) => id === paint)?.rgb ?? null);
  };
  const rinse = (): void => {
    if (loaded === null) return;
    washing.cloud(palette.find(({ id }) => id === loaded)?.rgb ?? null);
    loaded = null;
    limbs?.brush?.dip(null);
  };
  const pose = (): void => {
    const ends = follow.at;
    limbs?.pose(ends);
    const [x = 0, y = 0, z = 0] = ends.slice(-3);
    if (inWater(machine, [x, y, z])) rinse();
    else wear(dippedInto(machine, [x, y, z]));
    lamps.recast();
  };
  const frame = (now: number): void => {
    handle = 0;
    const sinceS = (now - last) / 1000;
    const moving = restless || viewpoint.turning;
    if (!pace.due(now, moving, viewpoint.drifts)) {
      if (moving || (viewpoint.drifts && !pace.slow)) wake(false);
      return;
    }
    last = now;
    const dtS = Math.min(longestS, Math.max(0, sinceS));
    const moved = follow.step(dtS);
    if (moved) pose();
    const soaking = limbs?.brush?.step(dtS) ?? false;
    const turned = viewpoint.step(dtS);
    const fading = bounds.step(viewpoint.turning, dtS);
    painting.refresh();
    renderer.render(scene, viewpoint.camera);
    restless = moved || soaking || turned || fading;
    if (restless || (viewpoint.drifts && !pace.slow)) wake(restless);
  };
  /** @param news - something moves; without it, only the drift goes on */
  const wake = (news = true): void => {
    if (news) restless = true;
    if (handle !== 0 || lost !== undefined) return;
    handle = requestAnimationFrame(frame);
  };

  const resize = (): void => {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    viewpoint.resize(clientWidth, clientHeight, parts.inset());
    wake();
  };
  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  resize();

  const listening = new AbortController();
  const { signal } = listening;
  canvas.addEventListener(
    'webglcontextlost',
    () => {
      cancelAnimationFrame(handle);
      handle = 0;
      lost ??= setTimeout(parts.onLost, patienceMs);
    },
    { signal },
  );
  canvas.addEventListener(
    'webglcontextrestored',
    () => {
      clearTimeout(lost);
      lost = undefined;
      lamps.recast();
      wake();
    },
    { signal },
  );
  painting.ready.then(() => {
    if (signal.aborted) return;
    wake();
    requestAnimationFrame(() => requestAnimationFrame(parts.onDrawn));
  });

  return {
    setFigure(figure) {
      if (figure === null) return;
      const wanted = buildOf(figure);
      if (wanted !== build) {
        if (limbs !== null) body.remove(limbs.group);
        limbs?.dispose();
        limbs = createLimbs(figure, materials);
        body.add(limbs.group);
        build = wanted;
        loaded = null;
        pieceCount = 0;
        follow.jump(endsIn(figure));
        pose();
      } else follow.to(endsIn(figure));
      const pieces = feed.pieces();
      if (pieces.length !== pieceCount) wear(pieces.at(-1)?.paint ?? null);
      pieceCount = pieces.length;
      wake();
    },
    press: (key) => viewpoint.press(key),
    dispose() {
      listening.abort();
      cancelAnimationFrame(handle);
      clearTimeout(lost);
      handle = -1;
      sizes.disconnect();
      for (const part of [viewpoint, bounds, washing, pots, stand, painting, lamps, materials]) part.dispose();
      limbs?.dispose();
      scene.clear();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
