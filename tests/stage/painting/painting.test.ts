import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { decode } from 'fast-png';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPainting, type Painting } from '../../../stage/server/painting/painting.ts';
import { across, black, cut, grey, mop, red, rigger, swaying } from '../../engine/painting/sheet.ts';

const setting = { canvas: { widthMm: 120, heightMm: 60 }, palette: [black, grey, red], brushes: [mop, rigger], seed: 7 };
let folder = '';
let painting: Painting | null = null;
const workers: Worker[] = [];

const open = (program = join(folder, 'painting.js')): Painting => {
  painting = createPainting({
    ...setting,
    openWorker: () => {
      const worker = new Worker(program);
      workers.push(worker);
      return worker;
    },
  });
  return painting;
};
const picture = async (of: Painting, widthPx?: number) => {
  const png = await of.png(widthPx);
  if (!png.ok) throw new Error(png.why.text);
  return png.value;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'painting-'));
  const input = { painting: resolve(import.meta.dirname, '../../../stage/server/painting/worker.ts') };
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: true, outDir: folder, rolldownOptions: { input, output: { entryFileNames: '[name].js', format: 'es' } } },
  });
}, 30_000);
afterEach(async () => {
  await painting?.dispose();
  workers.length = 0;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('painting', () => {
  it('gives pictures of the size asked for, or of 2 px/mm', async () => {
    const painted = open();
    painted.add(swaying);
    const [usual, small] = [decode(await picture(painted)), decode(await picture(painted, 96))];
    expect([usual.width, usual.height]).toEqual([240, 120]);
    expect([small.width, small.height]).toEqual([96, 48]);
  });

  it('shows what was added since, and the same bytes while nothing was', async () => {
    const painted = open();
    const [first, second] = cut(swaying, 60);
    if (!first || !second) throw new Error('the stroke must give two pieces');
    painted.add(first);
    const before = await picture(painted);
    expect(await picture(painted)).toBe(before);
    painted.add(second);
    expect(Buffer.compare(await picture(painted), before)).not.toBe(0);
  });

  it('is the same after a rebuild as after living through it', async () => {
    const lived = open();
    for (const piece of cut(swaying, 25)) lived.add(piece);
    const grown = await picture(lived);
    const pieces = lived.pieces();
    const revision = lived.revision;
    lived.rebuild(pieces);
    expect(lived.revision).toBeGreaterThan(revision);
    expect(Buffer.compare(await picture(lived), grown)).toBe(0);
    expect(lived.pieces().length).toBe(cut(swaying, 25).length);
  });

  it('knows how much of the canvas is covered, and forgets it with the painting', () => {
    const painted = open();
    painted.add(across());
    expect(painted.coverage()).toBeGreaterThan(0.1);
    painted.rebuild([]);
    expect([painted.coverage(), painted.pieces().length]).toEqual([0, 0]);
  });

  it('draws an SVG of the same strokes', async () => {
    const painted = open();
    for (const piece of cut(swaying, 25)) painted.add(piece);
    const svg = await painted.svg();
    expect(svg.ok && svg.value.match(/<path /g)?.length).toBe(1);
    expect(svg.ok && svg.value).toContain('data-author="hand-1"');
  });

  it('refuses sizes that it cannot paint, naming them', async () => {
    const painted = open();
    for (const width of [15, 4097, 100.5, Number.NaN]) {
      const png = await painted.png(width);
      expect(png.ok ? '' : png.why.text).toContain(String(width));
    }
  });

  it('refuses a piece of another painting', () => {
    expect(() => open().add(across({ paint: 'cobalt' }))).toThrow(/"cobalt".*lamp-black/);
    expect(() => open().add(across({ brush: 'fan' }))).toThrow(/"fan".*rigger/);
  });

  it('says so when its thread falls, and paints on with a new one', async () => {
    const painted = open();
    painted.add(swaying);
    const whole = await picture(painted);
    painted.add(across({ stroke: 's2' }));
    const asked = painted.png();
    await workers[0]?.terminate();
    const lost = await asked;
    expect(lost.ok ? '' : lost.why.code).toBe('painting/no-picture');
    expect(Buffer.compare(await picture(painted), whole)).not.toBe(0);
    expect(workers.length).toBe(2);
  });

  it('answers, rather than hangs, when there is no program for its thread', async () => {
    const png = await open(join(folder, 'absent.js')).png();
    expect(png.ok ? '' : png.why.text).toContain('absent.js');
  });

  it('ends its thread when it is disposed of, and answers who still waits', async () => {
    const painted = open();
    painted.add(swaying);
    const asked = painted.png();
    const worker = workers[0];
    const ended = new Promise((settle) => worker?.once('exit', settle));
    await painted.dispose();
    await ended;
    expect((await asked).ok).toBe(false);
    expect((await painted.png()).ok).toBe(false);
  });
});
