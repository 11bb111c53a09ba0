/** `npm run gesture-fixtures`: films rendered hands, shows the films to the tracker and writes tests/fixtures/gestures/. */
import { runBundled } from './lib/bundled.mjs';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { giveUp } from './lib/say.mjs';

try {
  await ready();
  process.exitCode = await runBundled('gesture-fixtures', inRoot('tests', 'support', 'gesture-films', 'write-fixtures.ts'), []);
} catch (error) {
  giveUp(error);
}
