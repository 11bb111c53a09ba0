import { PerspectiveCamera, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { sway, swayShare } from './drift.ts';
import { distanceToFit, towards } from './fit.ts';
import { createFollower } from './follow.ts';
import type { Home } from './home.ts';

export type ViewKey = 'left' | 'right' | 'up' | 'down' | 'nearer' | 'farther' | 'home';

export interface Viewpoint {
  readonly camera: PerspectiveCamera;
  /** somebody turns the view, or did a moment ago */
  readonly turning: boolean;
  /** whether the view would wander by itself now */
  readonly drifts: boolean;
  /** @returns whether it moved by a hand or a key */
  step(dtS: number): boolean;
  press(key: ViewKey): void;
  /** @param insetPx - of the right side, where words stand */
  resize(widthPx: number, heightPx: number, insetPx: number): void;
  dispose(): void;
}

/** a long lens: calm lines */
const fovDeg = 22;
const slope = Math.tan((fovDeg * Math.PI) / 360);
const across = 0.94;
const high = 0.92;
const turnRad = 0.09;
const nearer = 0.9;
/** the fence stays for so long after the last touch, s */
const lingerS = 3;
const homePerS = 4;
const widestRad = 1.2;

/** @param calm - no wandering, no gliding. @param wake - a hand has touched the view */
export function createViewpoint(element: HTMLElement, home: Home, atFrame: boolean, calm: boolean, wake: () => void): Viewpoint {
  const camera = new PerspectiveCamera(fovDeg, 1, 0.05, 60);
  /** what a hand turns; the camera itself wanders around it */
  const held = new PerspectiveCamera(fovDeg, 1, 0.05, 60);
  const controls = new OrbitControls(held, element);
  controls.enablePan = false;
  controls.enableDamping = !calm;
  controls.dampingFactor = 0.12;
  controls.rotateSpeed = 0.55;
  controls.zoomSpeed = 0.6;
  controls.minPolarAngle = 0.18;
  controls.maxPolarAngle = Math.PI / 2 - 0.04;
  if (atFrame) {
    controls.minAzimuthAngle = home.around - widestRad;
    controls.maxAzimuthAngle = home.around + widestRad;
  }
  controls.target.copy(home.target);
  let distance = 4;
  let quietS = 0;
  let touched = false;
  let moved = true;
  let driftS = 0;
  const way = createFollower(homePerS, 1e-3);
  let homing = false;
  const touch = (): void => {
    quietS = 0;
    touched = true;
    homing = false;
    wake();
  };
  controls.addEventListener('start', touch);
  controls.addEventListener('end', touch);
  controls.addEventListener('change', () => {
    moved = true;
    wake();
  });
  const place = (around: number, above: number, far: number): void => {
    held.position.copy(towards({ around, above })).multiplyScalar(far).add(home.target);
    controls.update();
  };
  const bearing = (): [number, number, number] => [
    controls.getAzimuthalAngle(),
    Math.PI / 2 - controls.getPolarAngle(),
    controls.getDistance(),
  ];
  const arm = new Vector3();
  const around = new Spherical();
  /** the camera, a little beside what is held */
  const wander = (): void => {
    const share = calm ? 0 : swayShare(touched ? quietS : 60);
    const by = sway(driftS, share);
    around.setFromVector3(arm.copy(held.position).sub(home.target));
    around.theta += by.around;
    around.phi = Math.min(Math.PI / 2 - 0.02, Math.max(0.1, around.phi - by.above));
    camera.position.setFromSpherical(around).add(home.target);
    camera.lookAt(home.target);
  };

  return {
    camera,
    get turning() {
      return touched && quietS < lingerS;
    },
    get drifts() {
      return !calm;
    },
    step(dtS) {
      quietS += dtS;
      if (homing) {
        homing = way.step(dtS);
        const [a = 0, b = 0, c = distance] = way.at;
        place(a, b, c);
      } else controls.update();
      if (!calm && (!touched || swayShare(quietS) > 0)) driftS += dtS;
      wander();
      const did = moved;
      moved = false;
      return did || homing || (touched && quietS < lingerS);
    },
    press(key) {
      touch();
      if (key === 'left') controls.rotateLeft(turnRad);
      if (key === 'right') controls.rotateLeft(-turnRad);
      if (key === 'up') controls.rotateUp(turnRad);
      if (key === 'down') controls.rotateUp(-turnRad);
      if (key === 'nearer') controls.dollyIn(nearer);
      if (key === 'farther') controls.dollyOut(nearer);
      if (key !== 'home') return;
      const end = [home.around, home.above, distance];
      way.jump(calm ? end : bearing());
      way.to(end);
      homing = true;
    },
    resize(widthPx, heightPx, insetPx) {
      const aspect = widthPx / heightPx;
      const atHome = Math.abs(controls.getDistance() - distance) < 1e-3;
      distance = distanceToFit(home.points, home, { slope, aspect, across: across * (1 - insetPx / widthPx), high });
      controls.minDistance = distance * 0.4;
      controls.maxDistance = distance * 1.5;
      const first = held.position.lengthSq() === 0;
      if (first) place(home.around, home.above, distance);
      else if (atHome) {
        const [a, b] = bearing();
        place(a, b, distance);
      }
      for (const one of [camera, held]) one.aspect = aspect;
      camera.setViewOffset(widthPx, heightPx, insetPx / 2, 0, widthPx, heightPx);
      camera.updateProjectionMatrix();
      moved = true;
    },
    dispose: () => controls.dispose(),
  };
}
