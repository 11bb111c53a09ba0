import { createPlate } from '../../../scenes/kit/field.ts';
import { createPasses } from '../../../scenes/kit/pass.ts';
import { createJudge } from '../../../stage/pages/wall/light/judge.ts';
import { createScreen } from '../../../stage/pages/wall/light/screen.ts';
import { measureCost } from './cost.ts';
import { checkEnds } from './ends.ts';
import { farthest, momentAt, openCanvas, played } from './open.ts';
import { between, passage } from './passage.ts';
import './says.ts';
import { createStrobe } from './strobe.ts';
import { openWall } from './wall.ts';

window.strobe = (pattern, hz, seconds, { gentle = false, fps = 60, height = 108 } = {}) => {
  const size = { width: (height * 16) / 9, height };
  const { renderer, read } = openCanvas(size);
  const passes = createPasses(renderer);
  const strobe = createStrobe(renderer, pattern, hz);
  const screen = createScreen(renderer, passes, size, gentle);
  const target = createPlate(size);
  const [before, after] = [createJudge(size.width * size.height), createJudge(size.width * size.height)];
  const given = new Uint8Array(size.width * size.height * 4);
  const middle: number[] = [];
  let difference = 0;
  for (let n = 0; n < seconds * fps; n++) {
    const timeS = n / fps;
    strobe.draw(target, timeS);
    renderer.readRenderTargetPixels(target, 0, 0, size.width, size.height, given);
    screen.show(target.texture, 1, 1 / fps);
    const shown = read();
    before.look(timeS, given);
    after.look(timeS, shown);
    difference = Math.max(difference, farthest(given, shown));
    middle.push(shown[((size.height / 2) * size.width + size.width / 2) * 4] ?? 0);
  }
  for (const part of [strobe, screen, passes, target, renderer]) part.dispose();
  return { before: before.verdict(), after: after.verdict(), difference, middle };
};

window.footage = async (frames) => {
  const size = { width: 320, height: 180 };
  const { renderer, read } = openCanvas(size);
  const visuals = await played(renderer, 'hush', size, 0);
  const passes = createPasses(renderer);
  const screen = createScreen(renderer, passes, size, false);
  const target = createPlate(size);
  let difference = 0;
  for (let n = 0; n < frames; n++) {
    visuals.step(momentAt(n), 1 / 60);
    visuals.render(null);
    const straight = read();
    visuals.render(target);
    screen.show(target.texture, 1, 1 / 60);
    difference = Math.max(difference, farthest(straight, read()));
  }
  for (const part of [visuals, screen, passes, target, renderer]) part.dispose();
  return difference;
};

window.ends = checkEnds;
window.between = between;
window.passage = passage;
window.openWall = (options) => {
  window.wall = openWall(options);
};
window.cost = measureCost;
