import { matter } from './matter.ts';

/** Ink falls where somebody last touched the wall, unfurls in fingers, and clears: what it clears to is the next scene. */
export const inkBloom = /* glsl */ `
${matter}
vec4 transition(vec2 uv) {
  const float CLEARS = 0.55; // behind the front, wall heights: the ink is gone
  vec2 sheet = vec2(ratio, 1.0), p = (uv - uOrigin) * sheet, q = uv * sheet;
  float far = length(max(uOrigin, 1.0 - uOrigin) * sheet);
  // the water is not still: what spreads is turned aside, the more the farther it has come
  vec2 warp = 0.55 * stream(q * 0.31) + 0.22 * stream(q * 0.83 + 0.4);
  vec2 w = p + warp * min(length(p), 0.7);
  float r = length(w), turn = atan(w.y, w.x) / 6.2831853;
  float fingers = 0.5 * cloud(vec2(turn, 0.11 * r + 0.05)) + 0.3 * cloud(vec2(turn * 2.0, 0.2 * r + 0.4)) + 0.2 * cloud(vec2(turn * 4.0, 0.3 * r));
  float grown = mix(progress * progress, progress, 0.5);
  // d: how far behind the front; before it the fingers reach out
  float d = mix(-0.16, far + CLEARS + 0.57, grown) - r - 0.85 * min(r, 0.5) * (fingers - 0.5);
  if (d < -0.14) return getFromColor(uv);
  float fine = tooth(q);
  float share = smoothstep(0.05, 0.75, d / CLEARS + 0.22 * (fine - 0.5));
  float body = smoothstep(-0.14, 0.03, d + 0.05 * (fine - 0.5));
  float ink = body * body * (1.0 - smoothstep(0.04, CLEARS, d + 0.10 * (cloud(q * 0.9) - 0.5)));
  float rim = exp(-pow((d - 0.035) / 0.02, 2.0));
  float ebb = smoothstep(CLEARS + 0.06, CLEARS - 0.06, d);
  vec2 drift = 0.08 * warp * body * ebb / sheet;
  vec3 old = linear(getFromColor(uv - drift).rgb), fresh = linear(getToColor(uv + 0.6 * drift * (1.0 - share)).rgb);
  vec3 seen = glazed(old, fresh, share) * exp(-vec3(1.0, 0.92, 0.78) * ebb * (2.6 * ink + 0.7 * rim * ink));
  return d > CLEARS + 0.06 ? getToColor(uv) : vec4(coded(seen), 1.0);
}
`;
