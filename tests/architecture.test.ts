import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const HOUSE = ['engine', 'devices', 'scenes', 'stage'] as const;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly lazy: boolean;
}

const sources = HOUSE.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(room, file).replaceAll('\\', '/')),
);

/** Every import of a source text: static, re-exported, dynamic, and workers by URL. Paths inside the house are relative to its root. */
function importsOf(file: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = [
    ...[...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm)].map((m) => ({
      to: m[1] ?? m[2] ?? '',
      lazy: false,
    })),
    ...[...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+\.tsx?)['"]/g)].map((m) => ({
      to: m[1] ?? m[2] ?? '',
      lazy: true,
    })),
  ];
  return found.map(({ to, lazy }) => ({
    from: file,
    to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)).replaceAll('\\', '/') : to,
    lazy,
  }));
}

const all = sources.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
const inHouse = (path: string): boolean => HOUSE.some((room) => path.startsWith(`${room}/`));

/** For each part of the house, what of the house it may import. The longest matching part counts. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'engine/': ['engine/'],
  'devices/': ['devices/', 'engine/'],
  'scenes/': ['scenes/', 'engine/'],
  'stage/protocol/': ['stage/protocol/', 'engine/'],
  'stage/pages/': ['stage/pages/', 'stage/protocol/', 'scenes/', 'engine/'],
  'stage/ledger/': ['stage/ledger/', 'engine/'],
  'stage/server/': ['stage/server/', 'stage/ledger/', 'stage/protocol/', 'scenes/', 'devices/', 'engine/'],
  'stage/cli/': ['stage/cli/', 'stage/server/', 'stage/ledger/', 'scenes/', 'devices/', 'engine/'],
};

function upward(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => {
      if (!inHouse(to)) return false;
      const part = Object.keys(MAY).find((prefix) => from.startsWith(prefix));
      return !part || !MAY[part]?.some((allowed) => to.startsWith(allowed));
    })
    .map(({ from, to }) => `${from} → ${to}`);
}

function circle(imports: readonly Import[]): string[] | null {
  const next = new Map<string, string[]>();
  for (const { from, to, lazy } of imports) if (!lazy && inHouse(to)) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const to of next.get(file) ?? []) {
      const found = walk(to, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return null;
}

describe('the house', () => {
  it('is read whole', () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(all.length).toBeGreaterThan(200);
  });

  it('has arrows that point down only', () => expect(upward(all)).toEqual([]));

  it('has no circles', () => expect(circle(all)).toBeNull());

  it('keeps the engine pure: no package but zod, no clock, no chance but the seeded one', () => {
    const packages = all.filter(({ from, to }) => from.startsWith('engine/') && !inHouse(to) && to !== 'zod');
    expect(packages.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    const impure = sources.filter(
      (file) =>
        file.startsWith('engine/') &&
        /Math\.random|Date\.now|new Date\(|performance\.now|setTimeout|setInterval/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(impure).toEqual([]);
  });

  it('keeps three and Tone out of what the server loads: only pictures, sounds and pages import them', () => {
    const heavy = all.filter(
      ({ from, to, lazy }) =>
        !lazy && /^(three|tone)(\/|$)/.test(to) && !/\/(visuals|sound|pages|kit)/.test(from) && !from.includes('sound'),
    );
    expect(heavy.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keeps files short: none past 300 lines', () => {
    const long = sources
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 301);
    expect(long).toEqual([]);
  });
});

describe('the check itself', () => {
  it('sees an upward arrow, whatever kind of import it is', () => {
    const text =
      "import type { A } from '../stage/server/loop.ts';\nexport { b } from '../devices/machine.ts';\nconst c = import('../scenes/index.ts');\n";
    expect(upward(importsOf('engine/bad.ts', text))).toHaveLength(3);
  });

  it('sees a page that reaches into devices, and scenes that meet devices', () => {
    expect(upward(importsOf('stage/pages/a/b.ts', "import { x } from '../../../devices/machine.ts';"))).toHaveLength(1);
    expect(upward(importsOf('scenes/a/b.ts', "import { x } from '../../devices/machine.ts';"))).toHaveLength(1);
  });

  it('sees a circle of three', () => {
    const ring = [
      ['engine/a.ts', 'engine/b.ts'],
      ['engine/b.ts', 'engine/c.ts'],
      ['engine/c.ts', 'engine/a.ts'],
    ].map(([from = '', to = '']) => ({ from, to, lazy: false }));
    expect(circle(ring)).toHaveLength(4);
  });
});
