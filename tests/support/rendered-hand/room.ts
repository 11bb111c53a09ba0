import {
  ACESFilmicToneMapping,
  CanvasTexture,
  Color,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  WebGLRenderer,
} from 'three';
import type { Look } from './script.ts';

/** Distance of the camera from a hand that is not nearer, metres. */
const distance = 0.62;
/** Vertical angle of view, degrees: a laptop's camera. */
const viewAngle = 40;

/** Brightness of sky and sun, and where the sun stands (metres; x right, y up, z towards the camera). */
const lights = {
  day: { sky: 1.5, sun: 2.6, from: [0.35, 0.6, 0.7] },
  side: { sky: 0.8, sun: 3.2, from: [-0.9, 0.2, 0.4] },
  low: { sky: 0.3, sun: 0.35, from: [-0.6, 0.3, 0.4] },
  dim: { sky: 0.5, sun: 0.8, from: [0.2, 0.8, 0.5] },
} satisfies Record<Look['light'], { sky: number; sun: number; from: [number, number, number] }>;

export interface Room {
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  readonly canvas: HTMLCanvasElement;
  /** metres at the hand's distance that the whole picture is wide and high */
  readonly span: { readonly width: number; readonly height: number };
  render(): void;
}

/** A room with a camera, light and something in the background; hands are added to its scene. */
export function makeRoom(width: number, height: number, { light, background }: Look): Room {
  const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(width, height, false);
  renderer.shadowMap.enabled = true;
  renderer.toneMapping = ACESFilmicToneMapping;

  const scene = new Scene();
  scene.background = paintBackground(background);
  const camera = new PerspectiveCamera(viewAngle, width / height, 0.02, 10);
  camera.position.z = distance;

  const { sky, sun, from } = lights[light];
  scene.add(new HemisphereLight(0xfff4e8, 0x6a5a50, sky));
  const key = new DirectionalLight(0xfff0e0, sun);
  key.position.set(...from);
  key.castShadow = true;
  key.shadow.mapSize.set(1024, 1024);
  key.shadow.normalBias = 0.002;
  Object.assign(key.shadow.camera, { left: -0.3, right: 0.3, top: 0.3, bottom: -0.3, near: 0.1, far: 2 });
  scene.add(key);

  const high = 2 * distance * Math.tan(((viewAngle / 2) * Math.PI) / 180);
  return {
    scene,
    camera,
    canvas: renderer.domElement,
    span: { width: (high * width) / height, height: high },
    render: () => renderer.render(scene, camera),
  };
}

/** A wall that is not one flat colour, as no wall is. */
function paintBackground(kind: Look['background']): CanvasTexture | Color {
  if (kind === 'dark') return new Color(0x08090b);
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 192;
  const surface = canvas.getContext('2d');
  if (surface === null) throw new Error('No 2D canvas: the browser is too old, or out of memory.');
  const wall = surface.createLinearGradient(0, 0, 256, 192);
  const [top, bottom] = kind === 'wood' ? ['#c79a72', '#8a5d3c'] : ['#5b6670', '#2b3138'];
  wall.addColorStop(0, top);
  wall.addColorStop(1, bottom);
  surface.fillStyle = wall;
  surface.fillRect(0, 0, 256, 192);
  const paint = (colour: string, x: number, y: number, w: number, h: number): void => {
    surface.fillStyle = colour;
    surface.fillRect(x, y, w, h);
  };
  if (kind === 'room') {
    const things = [
      ['#77828a', 20, 24, 70, 86], // a window
      ['#3c3026', 150, 110, 106, 82], // a cupboard
      ['#39424a', 0, 150, 256, 42], // the floor
    ] as const;
    for (const [colour, x, y, w, h] of things) paint(colour, x, y, w, h);
  }
  if (kind === 'wood') for (let y = 0; y < 192; y += 24) paint('#7a5033', 0, y, 256, 2);
  if (kind === 'clutter') {
    // a shelf of things: what lies where is always the same
    const colours = ['#b5452f', '#d8b48c', '#2f5d8a', '#c9c2b0', '#6b4a33', '#3d6b4a', '#d9a273', '#20242b'];
    for (let i = 0; i < 60; i++)
      paint(colours[i % colours.length] ?? '#000', (i * 67) % 256, (i * 41) % 192, 10 + ((i * 13) % 26), 14 + ((i * 29) % 40));
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}
