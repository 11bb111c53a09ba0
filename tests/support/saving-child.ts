import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import { createKeeper } from '../../stage/server/programme/keeper.ts';
import { openProgramme } from '../../stage/server/programme/open.ts';

/** A program that edits its programme and saves it without end, and says each time that it is saved. It is there to be killed. */
const [file = '', data = '', from = '0'] = process.argv.slice(2);
const open = openProgramme(file, data, Date.now());
if (!open.ok) throw new Error(open.why.text);
const keeper = createKeeper({ open: open.value, log: (_level, text) => console.error(text), now: Date.now });
const show = createShow(open.value.programme, scenes);
let state = show.begin(1);
for (let n = Number(from) + 1; ; n++) {
  // long, so that it takes a disk a while
  const cue = { number: 2, name: `Take ${n}`, scene: 'hush', params: {}, notes: `${n} `.repeat(300) };
  state = { ...show.step(state, [{ kind: 'cue/put', cue, instead: 2 }]).state, step: 0 };
  keeper.see(state);
  while (keeper.view().state === 'saving') await new Promise(setImmediate);
  process.stdout.write(`${n}\n`);
}
