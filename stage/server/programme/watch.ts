import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Input } from '../../../engine/input.ts';
import type { ShowState } from '../../../engine/show.ts';
import { changesOf } from './changes.ts';
import { type Keeper, textOnDisk } from './keeper.ts';
import { readProgramme } from './load.ts';
import type { OpenProgramme } from './open.ts';

interface Parts {
  readonly open: OpenProgramme;
  readonly keeper: Pick<Keeper, 'took' | 'wrote'>;
  readonly state: () => ShowState;
  /** show mode, also where it comes on in the next step */
  readonly locked: () => boolean;
  readonly say: (input: Input) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

/** An editor writes a file in several strokes: it is read when it has been still for so long, ms. */
const STILL_MS = 150;
/** What came in show mode is taken so soon after it is switched off, ms. */
const LOCKED_MS = 1000;

/**
 * Watches the file of a programme: what is edited there plays at once, as far as a running show can take it. A file that
 * is broken for now changes nothing. Its folder is watched, since editors put a new file in the place of the old one.
 */
export function watchProgramme({ open, keeper, state, locked, say, log }: Parts): { close(): void } {
  const name = basename(open.file);
  let last: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waits = false;
  const look = (): void => {
    const text = textOnDisk(open.file);
    // what we wrote ourselves is no news, however late it is seen; nor is what was refused already
    if (text === null || keeper.wrote(text) || text === last) return;
    last = text;
    const read = readProgramme(open.file);
    if (!read.ok) {
      log('warn', `${read.why.text}; the show goes on with what it has`);
      return;
    }
    const { inputs, later } = changesOf(open.programme, read.value.programme, state());
    if (inputs.length > 0 && locked()) {
      if (!waits) log('warn', `${name} has changed; show mode is on, so it waits`);
      waits = true;
      last = null;
      timer = setTimeout(look, LOCKED_MS);
      return;
    }
    waits = false;
    keeper.took(read.value, text);
    for (const input of inputs) say(input);
    if (inputs.length > 0) log('info', `${name} was read again, and plays`);
    if (later.length > 0) log('warn', `${name}: ${later.join(', ')} count when the show is opened again`);
  };
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(dirname(open.file), (_event, changed) => {
      if (changed !== null && changed !== name) return;
      clearTimeout(timer);
      timer = setTimeout(look, STILL_MS);
    });
    watcher.on('error', (error) => log('warn', `${name} is not watched any more: ${error.message}`));
  } catch (error) {
    log('warn', `${name} cannot be watched: ${error instanceof Error ? error.message : error}`);
  }
  return {
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
