/**
 * `npm run models`: writes the hand model and its code into public/, or says that they are there.
 * `npm run models -- --bodies`: also the model that sees whole bodies.
 */
import { parseArgs } from 'node:util';
import { alone } from './lib/alone.mjs';
import { withPosePackage } from './lib/models/pose-package.mjs';
import { makeModels, makePoseModel, modelsAreReady, poseModelIsReady } from './lib/models.mjs';
import { checkNode } from './lib/node.mjs';
import { installPackages, packagesAreReady } from './lib/packages.mjs';
import { giveUp } from './lib/say.mjs';

const help = `npm run models                       the hand model and its code, into public/
npm run models -- --bodies           also the model that sees whole bodies: npm fetches its package (41 MB), which is not kept
npm run models -- --bodies --from F  the same without a network: F is mediapipe-pose-0.5.1675469404.tgz, or the folder it unpacks to

Each model is held against the SHA-256 that was tested. Start the show again afterwards; then /stage?bodies looks for bodies.`;

try {
  const { values } = parseArgs({
    options: { bodies: { type: 'boolean' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) console.log(help);
  else await makeAll(values.bodies === true || values.from !== undefined, values.from);
} catch (error) {
  giveUp(error);
}

/**
 * @param {boolean} bodies - the model that sees bodies too
 * @param {string | undefined} from - where its package is
 */
async function makeAll(bodies, from) {
  checkNode();
  await alone(async () => {
    if (!packagesAreReady()) await installPackages();
    if (modelsAreReady()) console.log('The models are ready.');
    else {
      makeModels();
      console.log('The models are ready: public/models/, public/mediapipe/wasm/');
    }
    if (!bodies) return;
    if (from === undefined && poseModelIsReady()) return console.log('The model that sees bodies is ready.');
    const model = await withPosePackage(from, (folder) => makePoseModel(folder));
    console.log(`The model that sees bodies is ready: ${model}\nStart the show (again); /stage?bodies looks for bodies.`);
  });
}
