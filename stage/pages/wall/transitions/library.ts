/** One lazy module for each file of the package: a page loads the transition that it needs, and no other. */
const files = import.meta.glob<string>('../../../../node_modules/gl-transitions/transitions/*.glsl', { query: '?raw', import: 'default' });

const names = new Map(Object.keys(files).map((path) => [path.replace(/^.*\/|\.glsl$/g, ''), path]));

/**
 * Those that are not offered, with the reason: they break their own contract, that at 0 only the old picture shows and at 1
 * only the new one, or need what we don't give.
 */
export const excluded: Readonly<Record<string, string>> = {
  BlockDissolve: 'at 0 the block in the corner shows the new picture',
  InvertedPageCurl: 'at 0 the curl’s edge is on the picture already',
  Radial: 'at 0 the new picture shows through along the left',
  tangentMotionBlur: 'blurs the pictures at 0 and at 1',
  undulatingBurnOut: 'at 0 the middle burns already',
};

/** Every name in the collection. */
export const everyName: readonly string[] = [...names.keys()].sort();
/** Those that a cue may use. */
export const libraryNames = everyName.filter((name) => !Object.hasOwn(excluded, name));

/** @returns GLSL ES 3 with `vec4 transition(vec2 uv)`, its parameters at their defaults; null where there is none of that name */
export async function sourceOf(name: string): Promise<string | null> {
  const load = files[names.get(name) ?? ''];
  return load === undefined ? null : modern(await load());
}

/** The same, of those that are offered. */
export const fromLibrary = async (name: string): Promise<string | null> => (Object.hasOwn(excluded, name) ? null : sourceOf(name));

/**
 * A transition in GLSL ES 1 as one in GLSL ES 3: parameters become constants (their defaults stand in comments beside them), what
 * is computed outside functions is computed where it is used, a picture that steers it becomes our noise, and what ES 3 keeps
 * for itself is renamed.
 */
export function modern(glsl: string): string {
  const beside = /uniform\s+(\w+)\s+(\w+)\s*;\s*\/\/\s*=\s*([^;\n]+);?[^\n]*/g;
  const within = /uniform\s+(\w+)\s+(\w+)\s*\/\*\s*=\s*([^;*]+?);?\s*\*\/\s*;/g;
  const global = /^(?:float|int|vec[234])\s+(\w+)\s*=\s*([^;]+);/gm;
  const constant = (_: string, type: string, name: string, value: string): string => `const ${type} ${name} = ${type}(${value.trim()});`;
  const fixed = glsl
    .replace(beside, constant)
    .replace(within, constant)
    .replace(global, (all: string, name: string, value: string, at: number, text: string) =>
      outside(text, at) ? `#define ${name} (${value.replace(/\s+/g, ' ')})` : all,
    )
    .replace(/uniform\s+sampler2D\s+(\w+)\s*;/g, '#define $1 uNoise');
  return `vec4 texture2D(sampler2D picture, vec2 uv) { return texture(picture, uv); }\n#define texture texture_\n${fixed}`;
}

/** @returns whether a place in a program is in no function */
const outside = (text: string, at: number): boolean => {
  const before = text.slice(0, at);
  return before.split('{').length === before.split('}').length;
};
