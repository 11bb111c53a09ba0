import { createRandom } from '../../../engine/random.ts';
import type { SceneEvent } from '../../../engine/scene.ts';
import type { Size } from '../../kit/field.ts';
import { createGround } from '../../kit/ground.ts';
import { createNoiseTexture } from '../../kit/noise.ts';
import { mix, smoothstep, within } from '../../kit/numbers.ts';
import { createPasses } from '../../kit/pass.ts';
import type { StageFrame, Visuals, VisualsSetting } from '../../kit/scene.ts';
import { washes, washOf } from '../../kit/wash.ts';
import { createBodies } from './bodies.ts';
import { createCompose } from './compose.ts';
import { createFluid } from './fluid.ts';
import { createInk } from './ink.ts';
import { createLayers } from './layers.ts';
import { createStains } from './stains.ts';
import { createSurface } from './surface.ts';
import { createShared } from './uniforms.ts';

/** The first stains are partly there at once; the rest soaks in within this, s. */
const arrivesS = 16;
const thereAtOnce = 0.3;

/** Dried ink goes by this share in a second while somebody is here, and while nobody has been for long. */
const rinse = { visited: 1 / 1800, forsaken: 1 / 280 };
const forsakenS = 45;

/** How many steps of the show make one of the water: machines that are slow step it less often, and always alike. */
const strideOf = (quality: number): number => (quality > 0.75 ? 1 : quality > 0.4 ? 2 : 3);

const sized = (height: number, aspect: number): Size => ({ width: Math.max(8, Math.round(height * aspect)), height: Math.round(height) });

/** Ink in still water over pale paper, seen from above. */
export function createVisuals({ renderer, width, height, seed, palette, quality }: VisualsSetting): Visuals {
  const random = createRandom(seed).split('hush picture');
  const q = within(quality, 0.2, 1, 1);
  const stride = strideOf(q);
  const fine = (q - 0.35) / 0.65;
  const gridOf = (aspect: number): Size => sized(mix(96, 256, fine), aspect);
  const inkOf = (aspect: number, tall: number): Size => sized(Math.min(tall, mix(310, 900, fine)), aspect);
  let aspect = width / height;

  const passes = createPasses(renderer);
  const noise = createNoiseTexture(Math.floor(random.split('noise').next() * 0x7fffffff));
  const shared = createShared();
  const ground = createGround(passes, noise, { width, height });
  const stains = createStains(passes, noise, random.split('stains'), palette.map(washOf), aspect, inkOf(aspect, height));
  const fluid = createFluid(passes, shared, noise, gridOf(aspect), Math.round(mix(10, 20, fine)));
  const surface = createSurface(passes, shared, noise, gridOf(aspect));
  const layers = createLayers({
    renderer,
    passes,
    shared,
    noise,
    size: inkOf(aspect, height),
    ground,
    stains: stains.texture,
    every: q > 0.75 ? 1 : 2,
  });
  const compose = createCompose(passes);
  const washFor = washes(palette);
  const bodies = createBodies(washFor);
  const ink = createInk(random.split('ink'), washFor);

  let steps = 0;
  let heldS = 0;
  let time = 0;
  let aloneS = 0;
  let presence = 0;
  let arrived = 0;
  let events: SceneEvent[] = [];

  const advance = (frame: StageFrame, dtS: number): void => {
    time += dtS;
    presence += (within(frame.presence, 0, 1, 0) - presence) * (1 - Math.exp(-dtS / 0.8));
    aloneS = presence > 0.2 ? 0 : aloneS + dtS;
    bodies.step(frame.people, aspect, dtS);
    for (const event of events) ink.answer(event, bodies.all, aspect);
    events = [];
    const marks = ink.step(bodies.all, dtS);
    shared.set(time, dtS, aspect, bodies.all, ink.drops);
    fluid.step();
    surface.step(presence);
    const soaked = mix(thereAtOnce, 1, smoothstep(0, arrivesS, time));
    layers.step(marks, fluid.drift, dtS, soaked - arrived, aloneS > forsakenS ? rinse.forsaken : rinse.visited);
    arrived = soaked;
  };
  shared.set(0, 1 / 60, aspect, [], []);
  surface.step(0);

  return {
    step(frame, dtS) {
      events.push(...frame.events);
      heldS += within(dtS, 0, 0.1, 1 / 60);
      steps++;
      if (steps % stride !== 0) return;
      advance(frame, Math.min(heldS, 0.1));
      heldS = 0;
    },
    render(target) {
      const { water, paper } = layers;
      compose.draw({ light: surface.light, ground: ground.texture, water, paper, aspect }, target);
    },
    resize(wide, tall) {
      aspect = wide / tall;
      ground.resize({ width: wide, height: tall });
      shared.uniforms.uAspect.value.set(aspect, 1);
      fluid.resize(gridOf(aspect));
      surface.resize(gridOf(aspect));
      layers.resize(inkOf(aspect, tall));
    },
    dispose() {
      for (const part of [compose, layers, surface, fluid, stains, ground, noise, passes]) part.dispose();
    },
  };
}
