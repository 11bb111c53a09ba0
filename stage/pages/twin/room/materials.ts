import { CanvasTexture, DoubleSide, type Material, MeshStandardMaterial, RepeatWrapping, SRGBColorSpace } from 'three';

/** What the machine and its room are made of. All of it is matte: the only thing that shines a little is wet paint. */
export interface Materials {
  readonly wood: Material;
  readonly iron: Material;
  /** rods that things slide on, rubbed bright */
  readonly rod: Material;
  /** warm grey, painted by hand */
  readonly body: Material;
  readonly linen: Material;
  /** of a brush */
  readonly handle: Material;
  readonly ferrule: Material;
  readonly pot: Material;
  readonly glass: Material;
  /** washed often, never quite clean */
  readonly rag: Material;
  readonly sponge: Material;
  readonly ground: Material;
  dispose(): void;
}

const matte = (color: string, roughness: number, metalness = 0): MeshStandardMaterial =>
  new MeshStandardMaterial({ color, roughness, metalness, dithering: true });

function seeThrough(color: string, opacity: number): MeshStandardMaterial {
  const material = matte(color, 0.16);
  material.transparent = true;
  material.opacity = opacity;
  material.depthWrite = false;
  material.side = DoubleSide;
  return material;
}

export function createMaterials(): Materials {
  const grain = woodGrain();
  const wood = matte('#76604a', 0.9);
  wood.map = grain;
  const all = {
    wood,
    iron: matte('#4b4540', 0.62, 0.35),
    rod: matte('#857c71', 0.5, 0.45),
    body: matte('#8d8477', 0.8),
    handle: matte('#a07a4e', 0.6),
    ferrule: matte('#b9a988', 0.45, 0.5),
    linen: matte('#d5c9b2', 0.95),
    pot: matte('#cbbfa9', 0.7),
    glass: seeThrough('#dfe6e1', 0.24),
    rag: matte('#b3a48c', 1),
    sponge: matte('#a98f5f', 1),
    ground: matte('#453c34', 1),
  };
  return {
    ...all,
    dispose() {
      grain.dispose();
      for (const material of Object.values(all)) material.dispose();
    },
  };
}

/** Long, uneven, quiet lines along y. The same in every browser: a lattice of sines, no chance. */
function woodGrain(): CanvasTexture {
  const [width, height] = [128, 256];
  const sheet = document.createElement('canvas');
  sheet.width = width;
  sheet.height = height;
  const pen = sheet.getContext('2d');
  if (pen) {
    const pixels = pen.createImageData(width, height);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [u, v] = [(x / width) * 2 * Math.PI, (y / height) * 2 * Math.PI];
        const bend = 0.9 * Math.sin(v) + 0.5 * Math.sin(2 * v + u);
        const rings = Math.sin(7 * u + bend) + 0.6 * Math.sin(17 * u + 1.7 * bend + 2) + 0.4 * Math.sin(41 * u - bend);
        const tone = 216 + 15 * rings;
        pixels.data.set([tone, tone * 0.985, tone * 0.96, 255], (y * width + x) * 4);
      }
    pen.putImageData(pixels, 0, 0);
  }
  const texture = new CanvasTexture(sheet);
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.anisotropy = 4;
  return texture;
}
