import { done, refused } from '../../engine/result.ts';
import { createEnds, type Ends } from './ends.ts';
import type { Transport } from './transport.ts';

/** One end of the pair, as the other end sees it. */
interface Side {
  state: 'new' | 'open' | 'gone';
  readonly ends: Ends;
  /** what was sent here before it opened: a cable of memory loses nothing */
  waiting: Uint8Array[];
}

const side = (): Side => ({ state: 'new', ends: createEnds(), waiting: [] });

/** Runs something after what runs now, in the order in which it was asked. */
type Later = (run: () => void) => void;

/**
 * Two transports joined in memory. Delivery is in order and on a later turn of the event loop, as with a real cable;
 * bytes are copied at the moment of writing. Closing either side shows as lost on the other, after what was sent before.
 *
 * @param later - the event loop's turns; a test that supplies its time supplies these, too
 */
export function memoryPair(later: Later = setImmediate): readonly [Transport, Transport] {
  const left = side();
  const right = side();
  return [join(left, right, later), join(right, left, later)];
}

function join(mine: Side, theirs: Side, later: Later): Transport {
  return {
    name: 'memory',
    async open() {
      if (mine.state === 'open') return refused('port/failed', 'memory is already open.', 'Make a new pair for each connection.');
      if (mine.state === 'gone' || theirs.state === 'gone') {
        return refused('port/failed', 'memory was closed.', 'Make a new pair for each connection.');
      }
      mine.state = 'open';
      const waiting = mine.waiting;
      mine.waiting = [];
      for (const bytes of waiting) later(() => deliver(mine, bytes));
      return done(undefined);
    },
    write(bytes) {
      if (mine.state !== 'open' || theirs.state === 'gone') return false;
      const copy = bytes.slice();
      if (theirs.state === 'new') theirs.waiting.push(copy);
      else later(() => deliver(theirs, copy));
      return true;
    },
    onBytes: mine.ends.onBytes,
    onClose: mine.ends.onClose,
    async close() {
      if (mine.state === 'gone') return;
      const wasOpen = mine.state === 'open';
      mine.state = 'gone';
      if (wasOpen) mine.ends.ended({ kind: 'closed' });
      later(() => {
        if (theirs.state !== 'open') return;
        theirs.state = 'gone';
        theirs.ends.ended({ kind: 'lost', text: 'the other end closed.' });
      });
    },
  };
}

function deliver(to: Side, bytes: Uint8Array): void {
  if (to.state === 'open') to.ends.received(bytes);
}
