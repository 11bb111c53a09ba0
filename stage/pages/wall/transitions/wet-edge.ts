import { matter } from './matter.ts';

/**
 * Water creeps over the sheet from the upper left. Its edge gathers the pigment that it lifts (Deegan 1997); behind it the old picture runs
 * and thins, and the new one comes up between the grains that the tooth of the ground holds back.
 */
export const wetEdge = /* glsl */ `
${matter}
vec4 transition(vec2 uv) {
  const float ZONE = 0.5; // behind the edge, wall heights: where one picture gives way to the other
  vec2 sheet = vec2(ratio, 1.0), p = uv * sheet;
  vec2 way = vec2(0.906, -0.423);
  float across = dot(sheet, abs(way));
  float along = dot(p - vec2(0.0, 1.0), way);
  float rag = 0.34 * (cloud(p * 0.21 + 0.17) - 0.5) + 0.12 * (cloud(p * 0.63) - 0.5) + 0.035 * (cloud(p * 2.1) - 0.5);
  // d: how far behind the edge, wall heights; the rag is within ±0.25
  float d = mix(-0.3, across + ZONE + 0.3, eased(progress)) - along - rag;
  if (d < -0.04) return getFromColor(uv);
  if (d > ZONE) return getToColor(uv);
  float wet = smoothstep(0.0, ZONE, d);
  float share = smoothstep(0.0, 1.0, clamp(1.7 * wet - 0.7 * tooth(p), 0.0, 1.0));
  // what floats is drawn along behind the edge
  vec2 run = (way * 0.07 * smoothstep(0.0, 0.3, d) + 0.10 * wet * stream(p * 0.5)) / sheet;
  vec3 old = linear(getFromColor(uv - run).rgb);
  vec3 fresh = linear(getToColor(uv + 0.05 * (1.0 - wet) * stream(p * 0.5 + 0.2) / sheet).rgb);
  float rim = exp(-pow((d - 0.004) / 0.0065, 2.0)) + 0.3 * exp(-pow((d - 0.016) / 0.016, 2.0));
  float pool = smoothstep(-0.004, 0.004, d) * (1.0 - smoothstep(0.0, 0.3, d));
  old = pow(max(old, 0.002), vec3(1.0 + 0.8 * rim + 0.22 * pool));
  vec3 seen = glazed(old, fresh, share) * exp(-vec3(0.34, 0.36, 0.40) * rim * (0.6 + 0.8 * tooth(p * 1.7)));
  return vec4(coded(seen), 1.0);
}
`;
