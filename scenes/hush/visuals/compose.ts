import type { Texture, WebGLRenderTarget } from 'three';
import type { Passes } from '../../kit/pass.ts';

/** The layers that make the picture, all of the same extent. */
export interface Composition {
  readonly light: Texture;
  readonly ground: Texture;
  readonly water: Texture;
  readonly paper: Texture;
  readonly aspect: number;
}

export interface Compose {
  /** The picture is encoded as sRGB, on the screen and in a target alike. */
  draw(layers: Composition, target: WebGLRenderTarget | null): void;
  dispose(): void;
}

const fragment = /* glsl */ `
uniform sampler2D uLight;
uniform sampler2D uGround;
uniform sampler2D uWater;
uniform sampler2D uPaper;
uniform vec2 uAspect;
in vec2 at;
out vec4 colour;

/** No layer is deeper than the eye can follow into it; the hue stays. */
vec3 limited(vec3 density) {
  float most = max(density.r, max(density.g, density.b)) + 1e-4;
  return density / sqrt(1.0 + most * most * 0.045);
}

void main() {
  vec4 light = texture(uLight, at);
  vec2 bent = at + light.gb / uAspect;
  vec3 ground = texture(uGround, at + light.gb * 0.4 / uAspect).rgb;
  vec3 water = texture(uWater, bent).rgb;
  // ink that floats throws a faint shadow on what lies beneath
  vec3 above = texture(uWater, bent + vec2(-0.006, 0.008) / uAspect).rgb;
  vec4 paper = texture(uPaper, at + light.gb * 0.4 / uAspect);
  float tooth = 1.0 - ground.g;
  vec3 dried = paper.rgb * (0.62 + 0.76 * tooth);
  vec3 density = limited(water + dried);
  // #F2EBDD in linear light, a little uneven
  vec3 sheet = vec3(0.888, 0.831, 0.723) * (0.96 + 0.06 * ground.b);
  float rake = 1.0 + (ground.r - 0.5) * 0.85 * (1.0 - 0.5 * paper.a);
  float lit = light.r * rake * (1.0 - 0.07 * paper.a);
  vec3 seen = sheet * exp(-density - 0.035 * (above.r + above.g + above.b)) * lit;
  // a lamp that falls off grows warm; so does the dark of the room
  seen *= mix(vec3(1.0, 0.90, 0.76), vec3(1.0), smoothstep(0.0, 0.75, light.r));
  seen += vec3(0.95, 0.96, 0.98) * light.a * 0.03 * light.r;
  // what is bright is held just below the paper's own white
  seen = seen / (1.0 + max(seen - 0.78, 0.0) * 0.35);
  // sRGB by square roots, within half a level of the exact curve
  vec3 root = sqrt(seen), fourth = sqrt(root);
  seen = max(0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth), 0.0);
  // half a level of noise, so that the dark of the room has no bands
  float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
  colour = vec4(seen + grain / 255.0, 1.0);
}
`;

export function createCompose(passes: Passes): Compose {
  const empty: { value: Texture | null } = { value: null };
  const [uLight, uGround, uWater, uPaper] = [{ ...empty }, { ...empty }, { ...empty }, { ...empty }];
  const uAspect = { value: [1, 1] };
  const pass = passes.pass(fragment, { uLight, uGround, uWater, uPaper, uAspect });
  return {
    draw(layers, target) {
      uLight.value = layers.light;
      uGround.value = layers.ground;
      uWater.value = layers.water;
      uPaper.value = layers.paper;
      uAspect.value = [layers.aspect, 1];
      pass.draw(target);
    },
    dispose: () => pass.dispose(),
  };
}
