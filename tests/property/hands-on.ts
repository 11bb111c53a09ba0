import { mostMisses } from '../../devices/stream/landing.ts';
import type { Operator } from './play.ts';
import { heard, type Room } from './room.ts';
import type { Mishap } from './script.ts';

/** a console says so often that a button is held, ms */
const everyMs = 200;
/** after a stop the brush rises before anybody may jog, ms */
const risesMs = 1500;
/** a jog that nobody says goes on stops by itself, ms (devices/stream/jog.ts), and brakes */
const deadManMs = 700;

/** Somebody holds a jog button, and lets go of it, or drops the console. */
export async function jog(
  room: Room,
  operator: Operator,
  { mmS, forMs, stopped, letsGo }: Extract<Mishap, { kind: 'jog' }>,
): Promise<void> {
  const { time, ledger } = room;
  if (stopped) {
    room.note(heard(room) ? 'stop' : 'stop unheard');
    ledger.held = true;
    room.say({ kind: 'stop' });
    operator.goAtMs = time.now() + risesMs + forMs + deadManMs;
    await time.pass(risesMs);
  }
  let moved = false;
  for (let ms = 0; ms < forMs; ms += everyMs) {
    room.note('jog');
    room.say({ kind: 'jog', mmS });
    moved ||= room.status()?.state.kind === 'jogging';
    await time.pass(everyMs);
  }
  if (letsGo) room.say({ kind: 'jog', mmS: [0, 0, 0] });
  else await time.pass(deadManMs);
  if (moved && (ledger.held || ledger.inside || ledger.hung)) room.note('let go');
}

/** Paint is seen to land once, and then is missed so many times. */
export function miss(room: Room, misses: number, stroke: string): void {
  const { ledger } = room;
  room.say({ kind: 'landed', stroke, seen: true });
  for (let i = 0; i < misses; i++) room.say({ kind: 'landed', stroke, seen: false });
  if (misses < mostMisses || room.status() === undefined) return;
  room.note(heard(room) ? 'stop' : 'stop unheard');
  ledger.held = true;
}
