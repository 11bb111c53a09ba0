import { done, type Refusal, type Result, refused } from '../../../engine/result.ts';
import type { Transport } from '../../transports/transport.ts';
import { stranger } from '../detect/peer.ts';
import type { Talk } from './talk.ts';

const asks = 4;
const askMs = 500;
/** V+ as read, 10 bits: about 6 V; with USB power alone it is near nothing */
const leastSupply = 200;
/** firmware 3: entries in its queue. Each is 30 ms at most, so that a stop still finds little promised */
const fifo = 3;

/** What an EBB says of itself. */
export interface Greeting {
  /** `ebb 2.8.1` */
  readonly firmware: string;
  /** it knows LM */
  readonly accelerates: boolean;
  /** firmware 3: answers begin with the name of their command */
  readonly modern: boolean;
  /** entries that wait beside the one that is executed */
  readonly queue: number;
}

/** @returns `arm/not-ebb`, `arm/old-ebb`, `ebb/no-power`, `ebb/microsteps`, `arm/mute`, or why the port did not open */
export async function greet(transport: Transport, talk: Talk): Promise<Result<Greeting>> {
  const opened = await transport.open();
  if (!opened.ok) return opened;
  let version: string | undefined;
  for (let i = 0; i < asks && version === undefined && !talk.closed; i++) {
    // a program before us may have left firmware 3 naming its answers
    const { data } = await talk.ask('V', askMs);
    version = /Version (\d+\.\d+(?:\.\d+)?)/.exec(data)?.[1] ?? /^V,EBB.*Version (\d+\.\d+(?:\.\d+)?)/m.exec(talk.heard)?.[1];
  }
  if (talk.closed) return refused('arm/lost', `${transport.name} was lost while the arm was asked what it is.`, 'Check the cable.');
  if (version === undefined) return { ok: false, why: stranger('arm/not-ebb', 'an EBB board (AxiDraw)', transport.name, talk.heard) };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since = (a: number, b: number): boolean => major > a || (major === a && minor >= b);
  if (!since(2, 5))
    return refused('arm/old-ebb', `The EBB has firmware ${version}.`, 'Update it to 2.8 or later: before 2.5 it does not tell enough.');
  const modern = major >= 3;
  if (modern) {
    talk.nameAnswers();
    // the change itself is answered by an empty line
    if ((await talk.ask('V', askMs)).kind !== 'done') return mute('V');
    if ((await talk.ask(`CU,4,${fifo}`)).kind !== 'done') return mute('CU');
  }
  const powered = await checkSupply(talk);
  if (powered !== undefined) return { ok: false, why: powered };
  if (since(2, 8)) {
    const { data } = await talk.ask('QE');
    const wrong = data.split(',').some((mode) => mode !== '0' && mode !== '16' && mode !== '');
    if (wrong && (await talk.ask('EM,1,1')).kind !== 'done') return mute('EM');
  }
  return done({ firmware: `ebb ${version}`, accelerates: since(2, 7), modern, queue: modern ? fifo : 1 });
}

/** @returns why the motors cannot move, if they cannot */
export async function checkSupply(talk: Talk): Promise<Refusal | undefined> {
  const { kind, data } = await talk.ask('QC');
  const volts = Number(data.split(',')[1]);
  if (kind !== 'done' || !(volts < leastSupply)) return undefined;
  return {
    code: 'ebb/no-power',
    text: `The motors of the arm have no power (V+ reads ${volts} of 1023): only USB feeds the board.`,
    remedy: 'Plug in its power supply, put the brush on its park place, then press Home.',
  };
}

const mute = (command: string): Result<never> =>
  refused('arm/mute', `The EBB did not answer ${command}.`, 'Unplug it, plug it in again, then connect.');
