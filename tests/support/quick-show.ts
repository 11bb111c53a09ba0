import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import easel from '../../devices/machines/virtual-easel.json' with { type: 'json' };
import { serialTransport } from '../../devices/transports/serial.ts';
import { createVirtualGrbl } from '../../devices/virtual/grbl.ts';
import { realClock, serveVirtualGrbl } from '../../devices/virtual/serve.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { becomeOperator, type Operator } from './operator.ts';
import { openPtyPair } from './pty.ts';
import { type StartedServer, startServer } from './server.ts';

/** An easel so quick that it is idle again before the next gesture: what is measured is the way to it, not its motion. It has no water: it never washes. */
const easelThatHurries = {
  ...easel,
  id: 'quick',
  wash: undefined,
  speeds: { paintMmS: 900, travelMmS: 1900, plungeMmS: 900, accelerationMmS2: 20_000 },
};
const hurry = { 11: 0.1, 110: 120_000, 111: 120_000, 112: 120_000, 120: 20_000, 121: 20_000, 122: 20_000 };
/** Whoever comes has the same paint: a hand that was lost and found again is another one, and must not cost a washing. */
const programme = {
  ...builtIn,
  machine: 'quick.json',
  paints: { hands: ['lamp-black'], phones: ['lamp-black'] },
  cues: [{ number: 1, name: 'Awake', scene: 'hush', params: { dreams: 0 } }],
};

/** The built show with an arm at the far end of a pty pair. */
export interface QuickShow {
  readonly server: StartedServer;
  readonly operator: Operator;
  /** Waits until the arm has nothing to do. */
  idle(): Promise<void>;
  /** Waits for the next byte of a motion at the far end. @returns when it came, ms of `performance.now()` */
  nextMotion(): Promise<number>;
  close(): Promise<void>;
}

/** How long anything here may take, ms. */
const patienceMs = 8000;

export async function openQuickShow(): Promise<QuickShow> {
  const ptys = await openPtyPair();
  const folder = await mkdtemp(join(tmpdir(), 'alla-prima-quick-'));
  await writeFile(join(folder, 'quick.json'), JSON.stringify(easelThatHurries));
  await writeFile(join(folder, 'quick.show.json'), JSON.stringify(programme));
  const transport = serialTransport({ path: ptys.a, baud: 115_200 });
  let onMotion: (nowMs: number) => void = () => {};
  const served = await serveVirtualGrbl(
    {
      ...transport,
      onBytes: (listener) =>
        transport.onBytes((bytes) => {
          // motion is text; polls and other real-time commands are single bytes
          if (bytes.some((byte) => byte === 0x47 || byte === 0x58 || byte === 0x5a)) onMotion(performance.now());
          listener(bytes);
        }),
    },
    createVirtualGrbl({ settings: hurry }),
    realClock(),
  );
  if (!served.ok) throw new Error(served.why.text);
  const server = await startServer({ args: [join(folder, 'quick.show.json'), '--arm', ptys.b] });
  const operator = await becomeOperator(server.url, server.operatorUrl);
  const show: QuickShow = {
    server,
    operator,
    async idle() {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const { arm } = await (await fetch(`${server.url}/health`)).json();
        if (arm.state === 'ready' && arm.queued === 0) return;
        if (performance.now() > deadline)
          throw new Error(`the arm is ${arm.state} with ${arm.queued} strokes left after ${patienceMs} ms; it should be idle`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    nextMotion: () =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no motion came to the arm within ${patienceMs} ms`)), patienceMs);
        onMotion = (nowMs) => {
          onMotion = () => {};
          clearTimeout(late);
          resolve(nowMs);
        };
      }),
    async close() {
      operator.close();
      await server.stop();
      await served.value.dispose();
      await ptys.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return show;
}
