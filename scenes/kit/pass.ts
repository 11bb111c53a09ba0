import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  type IUniform,
  Mesh,
  NoBlending,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';

export type Uniforms = Record<string, IUniform>;

/** One fragment shader over a whole target. */
export interface Pass {
  readonly uniforms: Uniforms;
  /** @param target - null is the screen */
  draw(target: WebGLRenderTarget | null): void;
  dispose(): void;
}

const vertexShader = /* glsl */ `
in vec3 position;
out vec2 at;
void main() {
  at = position.xy * 0.5 + 0.5;
  gl_Position = vec4(position.xy, 0.0, 1.0);
}
`;

const head = /* glsl */ `
precision highp float;
precision highp sampler2D;
`;

/** What passes share: one triangle that covers the target, one camera that looks at nothing. */
export interface Passes {
  /** @param fragmentShader - GLSL ES 3 without a precision line; reads `at` (0..1 from the bottom left), writes its own output */
  pass(fragmentShader: string, uniforms: Uniforms): Pass;
  dispose(): void;
}

export function createPasses(renderer: WebGLRenderer): Passes {
  const triangle = new BufferGeometry();
  triangle.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3));
  const camera = new OrthographicCamera();
  const made = new Set<Pass>();
  return {
    pass(fragmentShader, uniforms) {
      const material = new RawShaderMaterial({
        glslVersion: GLSL3,
        vertexShader,
        fragmentShader: head + fragmentShader,
        uniforms,
        blending: NoBlending,
        depthTest: false,
        depthWrite: false,
      });
      const mesh = new Mesh(triangle, material);
      mesh.frustumCulled = false;
      const scene = new Scene();
      scene.add(mesh);
      const pass: Pass = {
        uniforms,
        draw: (target) => drawInto(renderer, target, () => renderer.render(scene, camera)),
        dispose() {
          material.dispose();
          made.delete(pass);
        },
      };
      made.add(pass);
      return pass;
    },
    dispose() {
      for (const pass of made) pass.dispose();
      triangle.dispose();
    },
  };
}

/** Draws into a target without clearing it, and leaves the renderer as it was. */
export function drawInto(renderer: WebGLRenderer, target: WebGLRenderTarget | null, draw: () => void): void {
  const before = renderer.getRenderTarget();
  const clears = renderer.autoClear;
  renderer.autoClear = false;
  renderer.setRenderTarget(target);
  draw();
  renderer.setRenderTarget(before);
  renderer.autoClear = clears;
}
