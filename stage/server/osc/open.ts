import { done, type Result } from '../../../engine/result.ts';
import type { ShowOptions } from '../options.ts';
import { type OscHouse, openOscDoor } from './door.ts';
import { listenOsc } from './listen.ts';

/** Let OSC in where the options ask for it: on the same address as the pages, which is this machine's own unless they say otherwise. */
export async function openOsc(
  { host, osc }: Pick<ShowOptions, 'host' | 'osc'>,
  house: OscHouse,
  now: () => number,
  onTrouble: (text: string) => void,
): Promise<Result<{ close(): Promise<void> }>> {
  if (osc === undefined) return done({ close: async () => {} });
  const door = openOscDoor(house, { now, wall: Date.now });
  const listening = await listenOsc(host, osc, door.hear, onTrouble);
  if (!listening.ok) {
    door.dispose();
    return listening;
  }
  return done({
    close: async () => {
      door.dispose();
      await listening.value.close();
    },
  });
}
