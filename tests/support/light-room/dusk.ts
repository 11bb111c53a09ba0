import { createNoiseTexture } from '../../../scenes/kit/noise.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import type { Visuals, VisualsSetting } from '../../../scenes/kit/scene.ts';

const fragment = /* glsl */ `
uniform sampler2D uNoise;
uniform float uAspect;
uniform float uTime;
in vec2 at;
out vec4 colour;
float cloud(vec2 p) { return texture(uNoise, p).r; }
void main() {
  vec2 p = at * vec2(uAspect, 1.0);
  // a wash of ultramarine that was tilted while it dried: bands that pool at their lower edge
  float height = at.y + 0.10 * (cloud(p * 0.3 + vec2(0.004 * uTime, 0.0)) - 0.5);
  float bands = height * 3.4, pool = smoothstep(0.16, 0.0, fract(bands));
  float grain = 0.6 * cloud(p * 1.9) + 0.4 * cloud(p * 5.3);
  float density = mix(2.6, 0.55, smoothstep(0.05, 0.9, height)) * (0.75 + 0.5 * grain) + 0.35 * pool * smoothstep(0.95, 0.3, height);
  vec2 moon = p - vec2(uAspect * 0.63, 0.63);
  float edge = length(moon) - 0.125 - 0.012 * (cloud(p * 1.1) - 0.5);
  // wax kept the paper bare there; the wash gathered round it
  density = mix(0.10 + 0.1 * grain, density, smoothstep(-0.004, 0.004, edge)) + 0.5 * exp(-pow((edge - 0.006) / 0.006, 2.0));
  vec3 sheet = vec3(0.888, 0.831, 0.723);
  vec3 seen = sheet * exp(-density * vec3(1.55, 1.12, 0.55));
  seen = mix(seen, sheet * vec3(0.80, 0.50, 0.24), 0.75 * smoothstep(0.012, 0.0, abs(height - 0.235) - 0.002 * grain) * smoothstep(0.35, 0.7, cloud(p * 0.7)));
  vec3 root = sqrt(seen), fourth = sqrt(root);
  colour = vec4(max(0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth), 0.0), 1.0);
}
`;

/** A second picture, for tests of what lies between two: a moon that wax kept out of a blue wash. */
export function createVisuals({ renderer, width, height, seed }: VisualsSetting): Visuals {
  const passes = createPasses(renderer);
  const noise = createNoiseTexture(seed);
  const uTime = { value: 0 };
  const uAspect = { value: width / height };
  const pass = passes.pass(fragment, { uNoise: { value: noise }, uAspect, uTime });
  return {
    step(_, dtS) {
      uTime.value += dtS;
    },
    render: (target) => pass.draw(target),
    resize(wide, tall) {
      uAspect.value = wide / tall;
    },
    dispose() {
      passes.dispose();
      noise.dispose();
    },
  };
}
