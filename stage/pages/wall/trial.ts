import { GLSL3, Mesh, OrthographicCamera, PlaneGeometry, RawShaderMaterial, Scene, type WebGLRenderer, WebGLRenderTarget } from 'three';

const SIDE = 384;
const TIMED = 3;

const vertex = /* glsl */ `
in vec3 position;
out vec2 at;
void main() { at = position.xy; gl_Position = vec4(position.xy, 0.0, 1.0); }
`;
/** Noise folded into noise: about the work a scene asks of each pixel. */
const fragment = /* glsl */ `
precision highp float;
in vec2 at;
out vec4 colour;
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f *= f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
float layers(vec2 p) {
  float sum = 0.0, a = 0.5;
  for (int i = 0; i < 5; i++) { sum += a * noise(p); p = p * 2.03 + 7.0; a *= 0.5; }
  return sum;
}
void main() { vec2 p = at * 6.0; colour = vec4(layers(p + layers(p + layers(p)))); }
`;

/** @returns how long the machine takes for a small picture of known weight, ms a frame */
export function timeTrial(renderer: WebGLRenderer): number {
  const target = new WebGLRenderTarget(SIDE, SIDE, { depthBuffer: false });
  const material = new RawShaderMaterial({ glslVersion: GLSL3, vertexShader: vertex, fragmentShader: fragment, depthTest: false });
  const plane = new PlaneGeometry(2, 2);
  const scene = new Scene();
  scene.add(new Mesh(plane, material));
  const camera = new OrthographicCamera();
  const pixel = new Uint8Array(4);
  const draw = (): void => {
    renderer.setRenderTarget(target);
    renderer.render(scene, camera);
    // reading a pixel back waits for the picture; without it only the asking would be timed
    renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
  };
  draw();
  const begun = performance.now();
  for (let i = 0; i < TIMED; i++) draw();
  const ms = (performance.now() - begun) / TIMED;
  renderer.setRenderTarget(null);
  target.dispose();
  material.dispose();
  plane.dispose();
  return ms;
}
