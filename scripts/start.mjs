/** `npm start`: makes the clone ready, then opens the show. Runs before anything is installed. */
import { command } from './lib/command.mjs';
import { giveUp } from './lib/say.mjs';

await command(['show', ...process.argv.slice(2)]).catch(giveUp);
