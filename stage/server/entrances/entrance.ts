import type { Refusal } from '../../../engine/result.ts';
import type { SavedView } from '../../protocol/artist.ts';
import type { DoorReply } from '../../protocol/doors.ts';
import type { House } from '../house.ts';
import type { Rooms } from '../sockets.ts';

/** A show and its rooms, as each of its entrances needs them. */
export interface Entrance {
  readonly rooms: Rooms;
  readonly house: House;
  /** how the programme is kept */
  readonly saved: () => SavedView;
  /** monotonic, ms */
  readonly now: () => number;
}

/** What an order came to, as its door answers. */
export const answered = (why: Refusal | null): DoorReply => (why === null ? { ok: true } : { ok: false, why });
