import type { Texture, WebGLRenderer } from 'three';
import type { Size } from '../../../../scenes/kit/field.ts';
import type { Passes } from '../../../../scenes/kit/pass.ts';
import { createLimiter } from './limiter.ts';
import { calm, usual } from './limiter-glsl.ts';

/** The last step to the wall: the light master, and the limiter that sees what it makes of the picture. */
export interface Screen {
  /**
   * @param picture - encoded as sRGB
   * @param light - 0..1; darkens the encoded picture, as a fader over it would
   * @param dtS - since the last call
   */
  show(picture: Texture, light: number, dtS: number): void;
  resize(size: Size): void;
  dispose(): void;
}

const fragment = /* glsl */ `
uniform sampler2D uPicture;
uniform sampler2D uHold;
uniform float uLight;
in vec2 at;
out vec4 colour;
void main() {
  vec4 hold = texture(uHold, at);
  colour = vec4(mix(texture(uPicture, at).rgb * uLight, hold.rgb, hold.a), 1.0);
}
`;

/** @param gentle - for those who asked for less motion: fewer flashes pass, and held parts change more slowly */
export function createScreen(renderer: WebGLRenderer, passes: Passes, size: Size, gentle: boolean): Screen {
  const limiter = createLimiter(renderer, passes, size, gentle ? calm : usual);
  const uPicture: { value: Texture | null } = { value: null };
  const uHold: { value: Texture | null } = { value: null };
  const uLight = { value: 1 };
  const pass = passes.pass(fragment, { uPicture, uHold, uLight });
  return {
    show(picture, light, dtS) {
      limiter.look(picture, light, dtS);
      uPicture.value = picture;
      uHold.value = limiter.hold;
      uLight.value = light;
      pass.draw(null);
    },
    resize: limiter.resize,
    dispose() {
      limiter.dispose();
      pass.dispose();
    },
  };
}
