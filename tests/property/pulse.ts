import { silenceMs } from '../../devices/stream/pulse.ts';
import { heard, type Room } from './room.ts';

/** The show's own pulse, which stops while it hangs. */
export interface Pulse {
  hang(forMs: number): void;
}

/** the server says it so often, ms */
const everyMs = 1000;

/** @param beats - false for a show that never says that it lives, and so is never missed */
export function createPulse(room: Room, beats: boolean): Pulse {
  const { time, ledger } = room;
  let hangsUntilMs = 0;
  /** the process that heard the last beat: another one misses nothing */
  let listener: unknown;
  let beatMs = 0;

  const beat = (): void => {
    time.after(everyMs, beat);
    if (time.now() < hangsUntilMs) return;
    if (ledger.hung) {
      ledger.hung = false;
      if (!ledger.held && !ledger.inside) room.note('go');
    }
    listener = room.life();
    beatMs = time.now();
    room.say({ kind: 'alive' });
  };
  if (beats) beat();
  return {
    hang: (forMs) => {
      if (!beats) return;
      hangsUntilMs = Math.max(hangsUntilMs, time.now() + forMs);
      const lastMs = beatMs;
      time.after(Math.max(0, lastMs + silenceMs - time.now()), () => {
        if (beatMs !== lastMs || ledger.hung || listener === undefined || listener !== room.life()) return;
        ledger.hung = true;
        room.note(heard(room) ? 'stop' : 'stop unheard');
      });
    },
  };
}
