/** `npm run models`: writes the hand model and its code into public/, or says that they are there. */
import { makeModels, modelsAreReady } from './lib/models.mjs';
import { giveUp } from './lib/say.mjs';

try {
  if (modelsAreReady()) console.log('The models are ready.');
  else {
    makeModels();
    console.log('The models are ready: public/models/, public/mediapipe/wasm/');
  }
} catch (error) {
  giveUp(error);
}
