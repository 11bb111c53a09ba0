import type { ArmStatus, FromArm, StrokeLife } from '../../devices/process/messages.ts';
import type { StopFrom } from '../protocol/arm-view.ts';
import { type Books, OVER } from './books.ts';
import type { Dispatch } from './dispatch.ts';
import type { Painting } from './painting/painting.ts';
import { stopWords } from './stop-from.ts';

interface Parts {
  readonly books: Books;
  readonly dispatch: Dispatch;
  readonly painting: Pick<Painting, 'add'>;
  readonly record: (kind: string, body: unknown) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  readonly onStop: (from: StopFrom) => void;
}

type Eta = readonly [stroke: string, s: number];

/** Takes what the arm process says into ledger, books, painting and log. */
export function createHearing({ books, dispatch, painting, record, log, onStop }: Parts) {
  let status: ArmStatus | null = null;
  let etas: readonly Eta[] = [];
  let etaOf: ReadonlyMap<string, number> = new Map();

  const live = (life: StrokeLife): void => {
    record('stroke/life', life);
    books.live(life.stroke, life.kind);
    if (OVER.includes(life.kind)) dispatch.over(life.stroke);
    if (life.kind === 'refused') log('warn', `stroke ${life.stroke}: ${life.why.text}; ${life.why.remedy}`);
    if (life.kind === 'aborted') log('warn', `stroke ${life.stroke} broke off at ${Math.round(life.doneMm)} mm: ${life.why}`);
  };

  return {
    status: () => status,
    etas: () => etas,
    /** s until a stroke at the arm is painted, by its id */
    etaOf: () => etaOf,
    /** @returns whether the queue changed */
    hear(message: FromArm): boolean {
      switch (message.kind) {
        case 'status':
          status = message.status;
          return false;
        case 'etas':
          etas = message.etas;
          etaOf = new Map(etas);
          return false;
        case 'life':
          live(message.life);
          return true;
        case 'painted':
          record('painted', message.piece);
          books.paint(message.piece);
          painting.add(message.piece);
          return false;
        case 'stopped': {
          const from = { place: message.by, who: null };
          record('arm/stop', from);
          log('warn', `the arm was stopped from ${stopWords(from)}`);
          onStop(from);
          return false;
        }
        case 'fault':
          record('arm/fault', message.fault);
          log('error', `${message.fault.text}; ${message.fault.remedy}`);
          return true;
        case 'firstByte':
          return false;
      }
    },
  };
}
