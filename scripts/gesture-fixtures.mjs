/**
 * `npm run gesture-fixtures`: films rendered hands, shows the films to the tracker and writes tests/fixtures/gestures/.
 * `npm run gesture-fixtures -- --bodies`: the same of rendered people, where the model that sees bodies is assembled.
 */
import { runBundled } from './lib/bundled.mjs';
import { poseModelIsReady } from './lib/models.mjs';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { giveUp, Hitch } from './lib/say.mjs';

try {
  const bodies = process.argv.includes('--bodies');
  if (bodies && !poseModelIsReady()) throw new Hitch('The model that sees bodies is not there.', 'npm run models -- --bodies');
  await ready();
  const program = bodies ? 'write-body-fixtures.ts' : 'write-fixtures.ts';
  process.exitCode = await runBundled('gesture-fixtures', inRoot('tests', 'support', 'gesture-films', program), []);
} catch (error) {
  giveUp(error);
}
