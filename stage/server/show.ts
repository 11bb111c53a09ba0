import type { IncomingMessage, ServerResponse } from 'node:http';
import { Worker } from 'node:worker_threads';
import { loadMachine } from '../../devices/machine-load.ts';
import { type ArmClient, createArmClient } from '../../devices/process/client.ts';
import { firmataBaud, parseAddress } from '../../devices/transports/open.ts';
import type { Programme } from '../../engine/programme.ts';
import { done, type Result, refused } from '../../engine/result.ts';
import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import { type Ledger, openLedger } from '../ledger/store.ts';
import { armSentence } from './arm-sentence.ts';
import { createBooks } from './books.ts';
import { enterRooms } from './entrances/enter.ts';
import { type DataFolder, takeFolder } from './folder.ts';
import { healthOf } from './health.ts';
import { answer } from './http.ts';
import { createLog, type Log } from './log.ts';
import { startLoop } from './loop.ts';
import { lookAtMachine } from './machine-view.ts';
import type { ShowOptions } from './options.ts';
import { openOsc } from './osc/open.ts';
import { createPainting } from './painting/painting.ts';
import { makePosts } from './posts.ts';
import { createKeeper, type Keeper } from './programme/keeper.ts';
import { openProgramme } from './programme/open.ts';
import { watchProgramme } from './programme/watch.ts';
import { recall } from './recall.ts';
import { recordingRoutes } from './recordings/routes.ts';
import { openRehearsal, type Rehearsal } from './rehearsal.ts';
import { makeRoutes } from './routes.ts';
import { unwritable } from './scribe.ts';
import type { Sessions } from './sessions.ts';
import { createHouse, linenSeed } from './show-house.ts';
import type { Rooms } from './sockets.ts';
import { tellPages } from './tell.ts';

/** Where a show plays: a server that is listening already, and the programs beside it. */
export interface Venue {
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly visitUrl: string | null;
  readonly ownUrl: string;
  /** file of the built arm process */
  readonly armProgram: string;
  /** file of the built painting thread */
  readonly paintingProgram: string;
  /** monotonic, ms */
  readonly now: () => number;
  readonly onRedeemed: () => void;
}

export interface RunningShow {
  readonly title: string;
  readonly arm: string;
  /** whose audience it plays with; null in a show */
  readonly rehearsal: string | null;
  readonly log: Log;
  /** how the arm stands, in one line */
  sentence(): string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** lift the brush, park, close the port, flush the ledger */
  close(): Promise<void>;
}

/** The built-in programme's own arm is a virtual one: whoever gives a port to it has a gantry there, unless they say what. */
const machineOf = ({ programme, arm }: ShowOptions, { machine }: Programme): string =>
  programme === undefined && arm !== 'memory' ? 'virtual-easel' : machine;

/** Open a show in a venue; whatever is wrong with its programme, machine, port or folder is said before anything moves. */
export async function openShow(options: ShowOptions, venue: Venue): Promise<Result<RunningShow>> {
  const loaded = openProgramme(options.programme, options.data, Date.now());
  if (!loaded.ok) return loaded;
  const { programme } = loaded.value;
  const machine =
    options.machine === undefined ? loadMachine(machineOf(options, programme), loaded.value.folder) : loadMachine(options.machine);
  if (!machine.ok) return machine;
  const address = parseAddress(options.arm, machine.value.baud);
  if (!address.ok) return address;
  const hardware = options.hardware === undefined ? undefined : parseAddress(options.hardware, firmataBaud);
  if (hardware?.ok === false) return hardware;
  const rehearsing = options.rehearse === undefined ? done(null) : openRehearsal(options.rehearse, options.data);
  if (!rehearsing.ok) return rehearsing;
  const rehearsal = rehearsing.value;
  const folder = takeFolder(options.data);
  if (!folder.ok) {
    rehearsal?.dispose();
    return folder;
  }
  let ledger: Ledger;
  try {
    ledger = openLedger(folder.value.ledgerFile, Date.now);
  } catch (error) {
    rehearsal?.dispose();
    folder.value.release();
    return refused(
      'ledger/unreadable',
      `the ledger ${folder.value.ledgerFile} cannot be opened: ${error instanceof Error ? error.message : error}`,
      'move that file aside to keep it, or give another folder with --data DIR',
    );
  }
  const giveUp = <T extends { readonly ok: false }>(why: T): T => {
    rehearsal?.dispose();
    try {
      ledger.close();
    } catch {
      // what could not be written was not yet played
    }
    folder.value.release();
    return why;
  };
  const books = createBooks();
  let recalled: ReturnType<typeof recall>;
  try {
    recalled = recall(ledger, books, programme, options.newCanvas || rehearsal !== null, rehearsal);
  } catch (error) {
    return giveUp(unwritable(ledger.file, error));
  }
  if (!recalled.ok) return giveUp(recalled);
  const { run } = recalled.value;
  const show = createShow(programme, scenes);
  const { canvas, palette, brushes } = programme;
  const seed = linenSeed(show);
  const painting = createPainting({
    canvas,
    palette,
    brushes,
    seed,
    title: programme.title,
    openWorker: () => new Worker(venue.paintingProgram),
  });
  painting.rebuild(books.pieces());

  const sight = lookAtMachine(machine.value, canvas, palette);
  const { rooms } = venue;
  const log = createLog({ json: options.json, onLine: (line) => rooms.operator.emit('log', line) });
  const arm: ArmClient = createArmClient({
    file: venue.armProgram,
    setting: {
      machine: machine.value,
      canvas,
      palette,
      brushes,
      address: address.value,
      horizonMs: options.horizonMs,
      mmPerDip: MM_PER_DIP,
      ...(programme.dryingS !== undefined && { dryingS: programme.dryingS }),
      firstUse: run === 1,
      ...(hardware !== undefined && { hardware: hardware.value }),
    },
    onMessage: (message) => tell.heard(message, house.hear(message)),
    onDeath: (text, againInMs) => log.say('error', `${text} Starting it again in ${againInMs / 1000} s.`),
  });
  const house = createHouse({
    show,
    run,
    ledger,
    books,
    painting,
    arm,
    machine: machine.value,
    sight,
    mmPerDip: MM_PER_DIP,
    visitUrl: venue.visitUrl,
    log: log.say,
    logLines: log.lines,
  });
  const keeper = createKeeper({ open: loaded.value, log: log.say, now: Date.now });
  const tell = tellPages(rooms, house, keeper.view);
  const osc = await openOsc(options, house.house, venue.now, (text) => log.say('warn', text));
  if (!osc.ok) {
    await arm.close();
    await painting.dispose();
    return giveUp(osc);
  }
  const leaveRooms = enterRooms(rooms, house.house, { now: venue.now, saved: keeper.view });
  house.takeUp(books.open());
  const { say, locked } = house.house;
  const watching = watchProgramme({ open: loaded.value, keeper, state: house.state, locked, say, log: log.say });
  const loop = startLoop(
    () => {
      rehearsal?.before(house.state().step + 1, house.house.say, log.say);
      house.step();
      keeper.see(house.state());
      tell.stepped();
    },
    venue.now,
    (droppedMs) => log.say('warn', `the show stood still, and ${(droppedMs / 1000).toFixed(1)} s of its time are given up`),
  );
  folder.value.announce(venue.ownUrl);
  log.say(
    'info',
    `run ${run} of “${programme.title}” begins${books.open().length > 0 ? `, with ${books.open().length} strokes left from before` : ''}`,
  );
  if (rehearsal)
    log.say('warn', `this is a rehearsal: the audience of run ${rehearsal.run} of “${rehearsal.title}” comes in from ${rehearsal.file}`);

  if (loaded.value.amiss !== null) log.say('error', loaded.value.amiss);
  const startedMs = venue.now();
  const posts = makePosts({
    sessions: venue.sessions,
    knownHosts: options.names,
    orders: house.house.orders,
    say: house.house.say,
    log: log.say,
    now: venue.now,
  });
  const gets = {
    ...recordingRoutes({ sessions: venue.sessions, ledgerFile: ledger.file }),
    ...makeRoutes({
      sessions: venue.sessions,
      ledger,
      painting,
      knownHosts: options.names,
      health: () =>
        healthOf({
          house,
          books,
          ledger,
          pace: loop.pace,
          title: programme.title,
          uptimeS: (venue.now() - startedMs) / 1000,
          phones: rooms.visitor.sockets.size,
          rehearsal: rehearsal?.view() ?? null,
        }),
      hello: house.house.hello,
      machineView: () => sight.view,
      paintingView: () => ({ seed, canvas, palette, brushes, pieces: books.pieces() }),
      onRedeemed: venue.onRedeemed,
    }),
  };
  return done({
    title: programme.title,
    arm: options.arm,
    rehearsal: rehearsal && `the audience of run ${rehearsal.run} of “${rehearsal.title}”`,
    log,
    sentence: () => armSentence(house.house.arm()),
    handle: (request, response) => answer({ gets, posts }, request, response),
    close: () =>
      closeAll({
        osc: osc.value,
        watching,
        keeper,
        leaveRooms,
        stopLoop: loop.stop,
        arm,
        house,
        ledger,
        folder: folder.value,
        painting,
        rehearsal,
      }),
  });
}

/** A brush carries its paint for about this far (FIELD.md §5: ≈ 240 mm recurs). */
const MM_PER_DIP = 240;

async function closeAll(parts: {
  readonly osc: { close(): Promise<void> };
  readonly watching: { close(): void };
  readonly keeper: Keeper;
  leaveRooms(): void;
  stopLoop(): void;
  arm: ArmClient;
  house: ReturnType<typeof createHouse>;
  ledger: Ledger;
  folder: DataFolder;
  painting: ReturnType<typeof createPainting>;
  rehearsal: Rehearsal | null;
}): Promise<void> {
  await parts.osc.close();
  parts.watching.close();
  parts.stopLoop();
  const kept = parts.keeper.close(parts.house.state());
  parts.rehearsal?.dispose();
  parts.leaveRooms();
  await parts.arm.close();
  // a slow disk keeps no brush on the canvas
  await kept;
  parts.house.end();
  await parts.painting.dispose();
  try {
    parts.ledger.close();
  } catch {
    // it has been said what could not be written
  }
  parts.folder.release();
}
