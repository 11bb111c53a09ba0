/** `npm run goldens`: plays the performance of every scene in tests/golden/replays/ and writes what came of it. */
import { runBundled } from './lib/bundled.mjs';
import { ready } from './lib/ready.mjs';
import { inRoot } from './lib/root.mjs';
import { giveUp } from './lib/say.mjs';

try {
  await ready();
  process.exitCode = await runBundled('goldens', inRoot('tests', 'support', 'replays', 'write-goldens.ts'), []);
} catch (error) {
  giveUp(error);
}
