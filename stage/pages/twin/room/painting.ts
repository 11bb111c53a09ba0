import { CanvasTexture, Group, Matrix4, Mesh, MeshStandardMaterial, PlaneGeometry, SRGBColorSpace } from 'three';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import type { MachineView } from '../../../protocol/machine-view.ts';
import { createEasel, type Easel } from '../../shared/painting/easel.ts';
import type { PaintingFeed } from '../../shared/painting-feed.ts';
import type { Materials } from './materials.ts';
import { vector } from './place.ts';
import { solid } from './solids.ts';

/** The stretched canvas, with the painting on it as it stands. */
export interface Painting {
  /** in machine mm */
  readonly group: Group;
  /** Brings new paint to the eye. @returns whether there was any */
  refresh(): boolean;
  /** settles once there is linen to see; paint comes quickly after it */
  readonly ready: Promise<void>;
  dispose(): void;
}

/** enough for a wall: the painting is drawn by the processor */
const mostPixels = 4e6;
/** how far linen is wrapped around the painted area, and how deep the stretcher is, in canvas sides */
const wrapShare = 0.006;
const deepShare = 0.026;

/**
 * @param shownPx - how wide the canvas may come to be on this screen, px
 * @param onChange - new paint waits for `refresh`
 */
export function createPainting(
  { canvas }: MachineView,
  feed: PaintingFeed,
  shownPx: number,
  materials: Pick<Materials, 'linen'>,
  onChange: () => void,
): Painting {
  const { widthMm, heightMm } = canvas;
  const pxPerMm = Math.min(3, Math.max(1, shownPx / widthMm), Math.sqrt(mostPixels / (widthMm * heightMm)));
  const sheet = document.createElement('canvas');
  sheet.width = sheet.height = 1;
  const texture = new CanvasTexture(sheet);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 8;
  const paint = new MeshStandardMaterial({ color: '#d8cfbf', roughness: 0.94, dithering: true });
  const group = new Group();
  const side = Math.max(widthMm, heightMm);
  const [wrap, deep] = [side * wrapShare, side * deepShare];
  const stretcher = solid(new RoundedBoxGeometry(widthMm + 2 * wrap, heightMm + 2 * wrap, deep, 3, deep * 0.2), materials.linen);
  const front = new Mesh(new PlaneGeometry(widthMm, heightMm), paint);
  front.receiveShadow = true;
  stretcher.position.set(widthMm / 2, heightMm / 2, -deep / 2 - side * 0.0006);
  front.position.set(widthMm / 2, heightMm / 2, 0);
  group.add(stretcher, front);
  group.applyMatrix4(
    new Matrix4().makeBasis(vector(canvas.right), vector(canvas.up), vector(canvas.normal)).setPosition(vector(canvas.corner)),
  );

  let easel: Easel | null = null;
  let stale = false;
  let settle: () => void = () => {};
  const ready = new Promise<void>((done) => {
    settle = done;
  });
  const detach = feed.attach({
    begin(view) {
      easel?.dispose();
      texture.dispose();
      easel = createEasel(sheet, view, {
        seed: view.seed,
        pxPerMm,
        shadow: false,
        onShown() {
          stale = true;
          settle();
          onChange();
        },
      });
      paint.map = texture;
      paint.color.set('#ffffff');
      paint.needsUpdate = true;
    },
    add: (piece) => easel?.add(piece),
  });
  return {
    group,
    ready,
    refresh() {
      if (!stale) return false;
      stale = false;
      texture.needsUpdate = true;
      return true;
    },
    dispose() {
      detach();
      easel?.dispose();
      texture.dispose();
      paint.dispose();
      stretcher.geometry.dispose();
      front.geometry.dispose();
      sheet.width = sheet.height = 0;
    },
  };
}
