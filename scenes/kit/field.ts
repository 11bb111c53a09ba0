import {
  ClampToEdgeWrapping,
  HalfFloatType,
  LinearFilter,
  RGBAFormat,
  type Texture,
  type TextureDataType,
  UnsignedByteType,
  WebGLRenderTarget,
} from 'three';
import type { Pass, Passes } from './pass.ts';

/** Width and height, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const makeTarget = ({ width, height }: Size, type: TextureDataType): WebGLRenderTarget =>
  new WebGLRenderTarget(width, height, {
    type,
    format: RGBAFormat,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    wrapS: ClampToEdgeWrapping,
    wrapT: ClampToEdgeWrapping,
    depthBuffer: false,
    stencilBuffer: false,
  });

/** A target of half floats, for what is computed once a step. */
export const createTarget = (size: Size): WebGLRenderTarget => makeTarget(size, HalfFloatType);
/** A target of bytes, for what is baked once. */
export const createPlate = (size: Size): WebGLRenderTarget => makeTarget(size, UnsignedByteType);

/** Values over the picture that are computed from what they were: two targets that take turns. Empty at first: all 0. */
export interface Field {
  readonly texture: Texture;
  /** where the values are now, for marks that are added on top */
  readonly target: WebGLRenderTarget;
  /** Draws the next values; the pass may read the present ones. */
  advance(pass: Pass): void;
  /** Keeps the values, at another resolution. */
  resize(size: Size): void;
  dispose(): void;
}

const copyFragment = /* glsl */ `
uniform sampler2D uFrom;
in vec2 at;
out vec4 value;
void main() { value = texture(uFrom, at); }
`;
const emptyFragment = /* glsl */ `
out vec4 value;
void main() { value = vec4(0.0); }
`;

export function createField(passes: Passes, size: Size): Field {
  let now = createTarget(size);
  let next = createTarget(size);
  const copy = passes.pass(copyFragment, { uFrom: { value: null } });
  const empty = passes.pass(emptyFragment, {});
  empty.draw(now);
  return {
    get texture() {
      return now.texture;
    },
    get target() {
      return now;
    },
    advance(pass) {
      pass.draw(next);
      [now, next] = [next, now];
    },
    resize(wanted) {
      if (wanted.width === now.width && wanted.height === now.height) return;
      const larger = createTarget(wanted);
      const uFrom = copy.uniforms.uFrom;
      if (uFrom) uFrom.value = now.texture;
      copy.draw(larger);
      if (uFrom) uFrom.value = null;
      now.dispose();
      next.dispose();
      now = larger;
      next = createTarget(wanted);
    },
    dispose() {
      now.dispose();
      next.dispose();
      copy.dispose();
      empty.dispose();
    },
  };
}
