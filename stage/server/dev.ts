import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { addresses } from './addresses.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { openShow, type RunningShow } from './show.ts';
import { openRooms, type Rooms } from './sockets.ts';

/** What outlives a reload of the server's files: the sockets, and who is an operator. */
export interface DevVenue {
  readonly rooms: Rooms;
  readonly sessions: Sessions;
}

const now = () => performance.now();

export function openDevVenue(http: Server): DevVenue {
  const sessions = createSessions(Date.now);
  return { sessions, rooms: openRooms(http, { sessions, knownHosts: [], now, onTooLarge: () => {} }) };
}

/** Open the show on Vite's own server; its arm process is the built one. Data goes to `data/dev`. */
export async function openDevShow({ rooms, sessions }: DevVenue, host: string, port: number, root: string): Promise<RunningShow> {
  const { own, visit } = addresses(host, port);
  const tell = () => process.stdout.write(`  operator   ${own}/operator?key=${sessions.key()}   (works once)\n`);
  const opened = await openShow(
    {
      programme: undefined,
      arm: process.env.ARM ?? 'memory',
      host,
      port,
      data: resolve(root, 'data/dev'),
      names: [],
      newCanvas: false,
      horizonMs: 250,
      openBrowser: false,
      json: false,
    },
    {
      rooms,
      sessions,
      visitUrl: visit,
      ownUrl: own,
      armProgram: resolve(root, 'dist/server/arm.js'),
      paintingProgram: resolve(root, 'dist/server/painting.js'),
      now,
      onRedeemed: tell,
    },
  );
  if (!opened.ok) throw new Error(`${opened.why.text}; ${opened.why.remedy}`);
  tell();
  return opened.value;
}
