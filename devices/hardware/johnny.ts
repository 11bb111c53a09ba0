import { EventEmitter } from 'node:events';
import bind, { type Firmata } from 'firmata-io';
import five from 'johnny-five';
import { done, type Refusal, type Result } from '../../engine/result.ts';
import { stranger } from '../drivers/detect/peer.ts';
import type { Timers } from '../drivers/driver.ts';
import type { CloseReason, Transport } from '../transports/transport.ts';
import type { BoardIo } from './board-io.ts';

export interface JohnnyOptions {
  readonly timers: Timers;
  /**
   * when to ask a board that has not spoken by itself, ms from opening. One that resets when its port opens speaks after 2.2 s,
   * after 3.6 s with a boot loader, which swallows what it hears and then waits again (FIELD.md §3): 4000 for a serial port
   */
  readonly askAfterMs: number;
}

/** from asking to the last of its answers, ms */
const answerWithinMs = 2000;
/** its own patience is switched off: ours counts */
const never = 2 ** 31 - 1;
const heardMost = 400;
/** what is no Firmata shows itself by its answer to this; Firmata takes no notice */
const greeting = Buffer.from('?\r\n');

/**
 * Opens a board with Firmata through johnny-five, over a transport that is not yet open: johnny-five hangs on one that is.
 *
 * @returns `board/not-firmata` with what was heard instead, `board/lost`, or why the port did not open
 */
export async function openJohnny(transport: Transport, { timers, askAfterMs }: JohnnyOptions): Promise<Result<BoardIo>> {
  const port = new Port(transport);
  const io = new bind.Firmata(port, { reportVersionTimeout: never });
  const board = new five.Board({ io, repl: false, debug: false, sigint: false, timeout: never });
  // an error nobody listens to would end the process; that the port is gone is told by `close`
  io.on('error', () => undefined);
  board.on('error', () => undefined);
  const cancels: (() => void)[] = [];
  const ready = new Promise<'ready' | 'late' | 'closed'>((resolve) => {
    board.on('ready', () => resolve('ready'));
    port.once('close', () => resolve('closed'));
    cancels.push(timers.after(askAfterMs, () => ask(io)));
    cancels.push(timers.after(askAfterMs + answerWithinMs * 0.75, () => port.write(greeting)));
    cancels.push(timers.after(askAfterMs + answerWithinMs, () => resolve('late')));
  });
  const opened = await port.open();
  const outcome = opened.ok ? await ready : 'closed';
  for (const cancel of cancels) cancel();
  clearTimeout(io.reportVersionTimeoutId);
  clearTimeout(board.timer ?? undefined);
  if (outcome === 'ready') return done(boardIo(board, io, port));
  await transport.close();
  if (!opened.ok) return opened;
  return {
    ok: false,
    why: outcome === 'closed' ? lost(port.reason) : stranger('board/not-firmata', 'a board with Firmata', transport.name, port.heard),
  };
}

/** a board that is up already says nothing by itself */
function ask(io: Firmata): void {
  io.reportVersion(() => undefined);
  io.queryFirmware(() => undefined);
}

/** A transport as firmata-io wants it. */
class Port extends EventEmitter {
  /** the first bytes received, latin1 */
  heard = '';
  reason: CloseReason | undefined;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    super();
    this.#transport = transport;
    this.on('error', () => undefined);
  }

  async open(): Promise<Result<void>> {
    const opened = await this.#transport.open();
    if (!opened.ok) return opened;
    this.emit('open');
    this.#transport.onClose((reason) => {
      this.reason = reason;
      this.emit('close');
    });
    this.#transport.onBytes((bytes) => {
      if (this.heard.length < heardMost) this.heard += String.fromCharCode(...bytes.subarray(0, heardMost));
      for (const byte of bytes) this.#feed(byte);
    });
    return opened;
  }

  /** firmata-io trusts what it is told of pins and lengths: a byte altered on the way must not end the process, nor lose those behind it */
  #feed(byte: number): void {
    try {
      this.emit('data', [byte]);
    } catch {
      // what was altered is dropped
    }
  }

  write(bytes: Buffer, written?: () => void): void {
    this.#transport.write(bytes);
    written?.();
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}

const lost = (reason: CloseReason | undefined): Refusal => ({
  code: 'board/lost',
  text: `The board was lost while it was asked what it is${reason?.kind === 'lost' ? `: ${reason.text}` : '.'}`,
  remedy: 'Check its cable; it is tried again by itself.',
});

/** modes of a pin, in Firmata's numbers */
const modes = { input: 0, output: 1, servo: 4, 'pull-up': 11 } as const;

function boardIo(board: InstanceType<typeof five.Board>, io: Firmata, port: Port): BoardIo {
  const { name = 'Firmata', version } = io.firmware;
  let tell: ((reason: CloseReason) => void) | undefined;
  const ended = (): void => {
    if (port.reason === undefined || tell === undefined) return;
    const listener = tell;
    tell = undefined;
    listener(port.reason);
  };
  port.once('close', ended);
  return {
    firmware: `firmata ${version === undefined ? '' : `${version.major}.${version.minor} `}(${name})`,
    servo: ({ pin, pulsesUs }, firstDeg) => {
      // attached and sent there in one go: a servo that is attached alone turns to its middle
      const [least, most] = pulsesUs;
      // johnny-five cuts a pulse off to whole µs: in the middle of one it becomes the nearest
      const fine = (deg: number): number => ((Math.round((deg / 180) * (most - least)) + 0.5) / (most - least)) * 180;
      const servo = new five.Servo({ board, pin, pwmRange: pulsesUs, range: [0, 180], startAt: fine(firstDeg) });
      return (deg) => {
        servo.to(fine(deg));
      };
    },
    output: (pin) => {
      board.pinMode(pin, io.MODES.OUTPUT);
      board.digitalWrite(pin, 0);
      return (on) => {
        board.digitalWrite(pin, on ? 1 : 0);
      };
    },
    input: (pin, pull, listener) => {
      let before: number | undefined;
      board.pinMode(pin, pull === 'up' ? io.MODES.PULLUP : io.MODES.INPUT);
      // it is told of all eight pins of a port whenever one of them changes
      board.digitalRead(pin, (value) => {
        if (value === before) return;
        before = value;
        listener(value === 1);
      });
    },
    analog: (channel, listener) => {
      board.analogRead(channel, listener);
    },
    cannot: (pin, use) => {
      const able = io.pins[pin]?.supportedModes;
      if (able === undefined) return `The board has no pin ${pin}.`;
      return able.includes(modes[use]) ? undefined : `Pin ${pin} of the board cannot be used as ${use}.`;
    },
    analogChannels: io.analogPins.length,
    onClose: (listener) => {
      tell = listener;
      ended();
    },
    close: () => port.close(),
  };
}
