import { matter } from './matter.ts';

/** One dry stroke is drawn over the wall; then its edges part like lids, and the next scene looks out. */
export const eyelid = /* glsl */ `
${matter}
vec4 transition(vec2 uv) {
  vec2 sheet = vec2(ratio, 1.0), p = uv * sheet;
  float x = uv.x - 0.5, drawn = eased(clamp(progress / 0.42, 0.0, 1.0)), o = clamp((progress - 0.24) / 0.76, 0.0, 1.0);
  float open = o * o * (1.6 - 0.6 * o);
  float spine = mix(0.5, uOrigin.y, 0.3) + 0.05 * sin(2.3 * x + 0.5) - 0.10 * x * x + 0.012 * (cloud(vec2(uv.x * 0.3, 0.7)) - 0.5);
  // the brush comes down with intent, swells, thins
  float swell = smoothstep(-0.60, -0.30, x) * smoothstep(0.62, 0.05, x);
  float lens = mix(pow(max(0.0, 1.0 - 3.2 * x * x), 1.3), 1.0, open * open);
  float half_ = 0.016 + 0.046 * swell + 1.25 * open * lens;
  float y = uv.y - spine;
  // bristles run along the stroke, closer where it is thin
  float lane = y / mix(half_, 0.35, 0.55);
  float bristle = 0.6 * cloud(vec2(p.x * 0.05 + 0.2, lane * 0.9)) + 0.4 * cloud(vec2(p.x * 0.11, lane * 2.3 + 0.4));
  float dry = mix(0.045, 0.11, open) * (1.0 - open);
  float d = half_ - abs(y) + dry * 2.0 * (bristle - 0.62);
  float head = mix(-0.72, 0.75, drawn);
  float run = (head - x) + 0.34 * (bristle - 0.5) * (1.0 - smoothstep(0.9, 1.0, drawn));
  float cover = smoothstep(0.0, 0.006, d) * smoothstep(0.0, 0.025, run);
  // skipped where the brush was nearly dry, until the lids are apart
  float skip = smoothstep(0.30, 0.36, bristle + 0.30 * smoothstep(0.0, 0.06, d) + 0.5 * open - 0.1 * smoothstep(-0.1, 0.4, x));
  cover *= mix(skip, 1.0, smoothstep(0.0, 0.5, o));
  float over = 1.0 - smoothstep(0.9, 1.0, progress);
  vec3 old = linear(getFromColor(uv).rgb), fresh = linear(getToColor(uv).rgb);
  // paint stands proud of the sheet: lit from the upper left, with a shadow below
  float ridge = exp(-pow(d / 0.011, 2.0)) * over;
  fresh *= 1.0 + ridge * (y > 0.0 ? 0.30 : -0.42) + 0.3 * (bristle - 0.5) * over * (1.0 - open);
  float below = exp(-max(-d, 0.0) / mix(0.012, 0.05, open)) * smoothstep(0.0, 0.05, run) * smoothstep(0.0, 0.12, drawn) * over;
  old *= 1.0 - below * (y < 0.0 ? 0.5 : 0.22);
  return cover <= 0.0 && below < 0.004 ? getFromColor(uv) : cover >= 1.0 && over <= 0.0 ? getToColor(uv) : vec4(coded(mix(old, fresh, cover)), 1.0);
}
`;
