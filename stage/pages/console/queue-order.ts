import type { QueuedStroke } from '../../protocol/messages.ts';

export interface QueueLine extends QueuedStroke {
  /** s until it is painted; null where the arm has not said */
  readonly etaS: number | null;
}

/**
 * The queue as the arm will paint it: what is under the brush first, then in the arm's own order, then what it has not been given.
 *
 * @param etas - s until each is painted, in the arm's order
 */
export function orderQueue(queue: readonly QueuedStroke[], etas: readonly (readonly [stroke: string, s: number])[]): readonly QueueLine[] {
  const places = new Map(etas.map(([id, s], place) => [id, { s, place }]));
  const last = etas.length;
  const rank = ({ id, life }: QueuedStroke): number => (life === 'sent' ? -1 : (places.get(id)?.place ?? last));
  return queue.map((stroke) => ({ ...stroke, etaS: places.get(stroke.id)?.s ?? null })).sort((a, b) => rank(a) - rank(b));
}
