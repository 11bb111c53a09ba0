/**
 * `npm run models`: writes the hand model and its code into public/, or says that they are there.
 * `npm run models -- --bodies`: also the model that sees whole bodies.
 */
import { makeModels, makePoseModel, modelsAreReady } from './lib/models.mjs';
import { giveUp } from './lib/say.mjs';

try {
  if (modelsAreReady()) console.log('The models are ready.');
  else {
    makeModels();
    console.log('The models are ready: public/models/, public/mediapipe/wasm/');
  }
  if (process.argv.includes('--bodies')) console.log(`The model that sees bodies is ready: ${makePoseModel()}`);
} catch (error) {
  giveUp(error);
}
