import type { House } from '../house.ts';
import type { Rooms } from '../sockets.ts';
import type { Entrance } from './entrance.ts';
import { enterOperators } from './operators.ts';
import { enterStages } from './stages.ts';
import { enterVisitors } from './visitors.ts';

/** Put a show into its rooms. @returns takes it out again, leaving the sockets free to come back (dev reload) */
export function enterRooms(rooms: Rooms, house: House, { now, saved }: Pick<Entrance, 'now' | 'saved'>): () => void {
  const entrance: Entrance = { rooms, house, saved, now };
  enterStages(entrance);
  enterOperators(entrance);
  enterVisitors(entrance);
  return () => {
    for (const room of [rooms.stage, rooms.operator, rooms.visitor]) room.removeAllListeners('connection');
    for (const socket of rooms.io.of('/').sockets.values()) socket.conn.close();
  };
}
