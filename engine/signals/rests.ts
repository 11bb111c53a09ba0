/** @returns where a thing is that nobody holds; null for a knob, which stays where it was left */
function restOf(name: string): number | null {
  if (/^(midi\/note|pad\/button)\//.test(name)) return 0;
  return name === 'midi/bend' || name.startsWith('pad/axis/') ? 0.5 : null;
}

/**
 * Whose keys, buttons and sticks are held: a device that is unplugged says no more, nor a console whose page is closed, and
 * what was pressed then would be for ever.
 *
 * @param put - of a signal, 0..1
 */
export function createRests(put: (name: string, value: number) => void) {
  const held = new Map<string, Map<string, number>>();
  return {
    /** @param device - that says so */
    put(device: string, name: string, value: number): void {
      put(name, value);
      const rest = restOf(name);
      if (rest === null) return;
      const its = held.get(device) ?? new Map<string, number>();
      held.set(device, its);
      if (value === rest) its.delete(name);
      else its.set(name, rest);
    },
    /** Every device but these is gone: what was held on it comes to rest. */
    only(devices: readonly string[]): void {
      for (const [device, its] of held) {
        if (devices.includes(device)) continue;
        held.delete(device);
        for (const [name, rest] of its) put(name, rest);
      }
    },
  };
}
