import { done, type Result, refused } from '../../engine/result.ts';
import type { RehearsalOptions } from './rehearsal.ts';

/** What a show is started with, after the command line and the environment were read. */
export interface ShowOptions {
  readonly programme: string | undefined;
  /** `memory`, `/dev/ttyUSB0`, `tcp://host:port` */
  readonly arm: string;
  /** a board with Firmata beside the arm, as for `arm`: its stop button, its sensors */
  readonly hardware?: string;
  /** id of a machine description, or the path of one, instead of the programme's */
  readonly machine?: string;
  readonly host: string;
  readonly port: number;
  readonly data: string;
  /** names under which other machines reach this server, beside its addresses */
  readonly names: readonly string[];
  /** begin a new canvas on this data folder */
  readonly newCanvas: boolean;
  readonly horizonMs: number;
  /** UDP port on which OSC is heard; absent: it is not */
  readonly osc?: number;
  /** the audience of a recorded performance comes in; absent: only people do */
  readonly rehearse?: RehearsalOptions;
  readonly openBrowser: boolean;
  readonly json: boolean;
}

/** @param text - as typed; @returns a TCP port, 0 for any free one */
export function parsePort(text: string): Result<number> {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535
    ? done(port)
    : refused('port/not-a-port', `the port is "${text}"`, 'give a number from 1 to 65535, or 0 for any free one');
}
