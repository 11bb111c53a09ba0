/** What our own transitions share: light as pigment leaves it, and the chance that lies in the paper. */
export const matter = /* glsl */ `
// sRGB to linear light by a cubic, within 0.002 (Chilliant), and back
vec3 linear(vec3 c) { return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878); }
vec3 coded(vec3 c) {
  vec3 root = sqrt(max(c, 0.0)), fourth = sqrt(root);
  return max(0.585122381 * root + 0.783140355 * fourth - 0.368262736 * sqrt(fourth), 0.0);
}
float cloud(vec2 p) { return texture(uNoise, p).r; }
vec2 stream(vec2 p) { return texture(uNoise, p).gb - 0.5; }
/** Two pictures as two glazes on one sheet: their densities are weighed, not their lights (Beer–Lambert). */
vec3 glazed(vec3 a, vec3 b, float share) { return pow(max(a, 0.002), vec3(1.0 - share)) * pow(max(b, 0.002), vec3(share)); }
/** Grain of the ground that holds pigment unevenly, 0..1. p: wall heights */
float tooth(vec2 p) { return clamp(0.55 * cloud(p * 1.9) + 0.45 * cloud(p * 5.7 + 0.31), 0.0, 1.0); }
/** Slow to begin and to end, but never still. */
float eased(float t) { return mix(t, t * t * (3.0 - 2.0 * t), 0.6); }
`;
