import { Box3, BoxGeometry, Color, EdgesGeometry, Group, LineBasicMaterial, LineSegments, Mesh, ShaderMaterial } from 'three';
import type { BoxView, MachineView } from '../../../protocol/machine-view.ts';
import { vector } from './place.ts';

/** Where the brush may not go: shown to whoever turns the machine, and to nobody else. */
export interface Bounds {
  readonly group: Group;
  /** @param wanted - whether somebody looks for them. @returns whether they still come or go */
  step(wanted: boolean, dtS: number): boolean;
  dispose(): void;
}

const fencePresence = 0.34;
const hatchPresence = 0.2;
const fadePerS = 3.5;
const bone = new Color('#ece3d3');
const rust = new Color('#c9854a');

const boxOf = ({ min, max }: BoxView): BoxGeometry => {
  const box = new Box3(vector(min), vector(max));
  const size = box.max.clone().sub(box.min);
  const middle = box.min.clone().add(box.max).multiplyScalar(0.5);
  return new BoxGeometry(size.x, size.y, size.z).translate(middle.x, middle.y, middle.z);
};

/** Hatched as a draughtsman does it: thin lines at 45 degrees in the plane of each face. */
const hatching = (stepMm: number): ShaderMaterial =>
  new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms: { presence: { value: 0 }, stepMm: { value: stepMm }, ink: { value: rust } },
    vertexShader: `
      varying vec3 place;
      varying vec3 facing;
      void main() {
        place = position;
        facing = normal;
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      }`,
    fragmentShader: `
      uniform float presence;
      uniform float stepMm;
      uniform vec3 ink;
      varying vec3 place;
      varying vec3 facing;
      void main() {
        vec3 inPlane = place * (1.0 - abs(facing));
        float along = (inPlane.x + inPlane.y + inPlane.z) / stepMm;
        float wide = fwidth(along);
        float line = 1.0 - smoothstep(0.06, 0.06 + 1.5 * wide, abs(fract(along) - 0.5));
        gl_FragColor = vec4(ink, presence * (0.2 + 0.8 * line));
        #include <colorspace_fragment>
      }`,
  });

export function createBounds({ fence, keepOut }: Pick<MachineView, 'fence' | 'keepOut'>, unitMm: number): Bounds {
  const group = new Group();
  const line = new LineBasicMaterial({ color: bone, transparent: true, opacity: 0, depthWrite: false });
  const edgeLine = new LineBasicMaterial({ color: rust, transparent: true, opacity: 0, depthWrite: false });
  const hatch = hatching(unitMm * 0.035);
  const edges = (box: BoxView, material: LineBasicMaterial): void => {
    const solidBox = boxOf(box);
    group.add(new LineSegments(new EdgesGeometry(solidBox), material));
    solidBox.dispose();
  };
  edges(fence, line);
  for (const { box } of keepOut) {
    edges(box, edgeLine);
    group.add(new Mesh(boxOf(box), hatch));
  }
  group.visible = false;
  let shown = 0;
  return {
    group,
    step(wanted, dtS) {
      const goal = wanted ? 1 : 0;
      if (shown === goal) return false;
      shown += (goal - shown) * (1 - Math.exp(-fadePerS * dtS));
      if (Math.abs(goal - shown) < 0.01) shown = goal;
      group.visible = shown > 0;
      line.opacity = edgeLine.opacity = shown * fencePresence;
      const presence = hatch.uniforms.presence;
      if (presence !== undefined) presence.value = shown * hatchPresence;
      return true;
    },
    dispose() {
      for (const child of group.children) if (child instanceof Mesh || child instanceof LineSegments) child.geometry.dispose();
      for (const material of [line, edgeLine, hatch]) material.dispose();
    },
  };
}
