import { scenes } from '../../../scenes/index.ts';
import { differences, playGolden, readGolden, writeGolden } from './golden.ts';
import { standardGolden } from './standard.ts';

for (const scene of scenes) {
  const kept = readGolden(scene.id);
  const golden = kept?.golden ?? standardGolden(scene);
  const made = playGolden(golden);
  const changed = kept?.made
    ? differences(kept.made, made)
    : [`new: ${made.strokes} strokes of ${made.inputs} inputs, digest ${made.digest}`];
  if (changed.length > 0) writeGolden(scene.id, golden, made);
  process.stdout.write(`${scene.id}: ${changed.length === 0 ? 'as it was' : changed.join('\n  ')}\n`);
}
