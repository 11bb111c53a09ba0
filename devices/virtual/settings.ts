import { axesOf, type Vec3 } from './vector.ts';

/** Grbl's numbered settings: mm, mm/min, mm/s², as `$$` prints them. */
export type SettingValues = Readonly<Record<number, number>>;

/** What our virtual easel runs with: 20 m/min, 800 mm/s², 80 steps a millimetre, no homing, no limits. */
export const easelSettings: SettingValues = {
  0: 10,
  1: 25,
  2: 0,
  3: 0,
  4: 0,
  5: 0,
  6: 0,
  10: 1,
  11: 0.01,
  12: 0.002,
  13: 0,
  20: 0,
  21: 0,
  22: 0,
  23: 3,
  24: 300,
  25: 6000,
  26: 250,
  27: 1,
  30: 1000,
  31: 0,
  32: 0,
  100: 80,
  101: 80,
  102: 80,
  110: 20_000,
  111: 20_000,
  112: 20_000,
  120: 800,
  121: 800,
  122: 800,
  130: 1200,
  131: 900,
  132: 100,
};

/** Axes by their letters, in the order of their settings: x is $100, $110 …, c $105, $115 … */
export const letters = ['X', 'Y', 'Z', 'A', 'B', 'C'] as const;
const perAxis = [100, 110, 120, 130] as const;

const whole = new Set([0, 1, 2, 3, 4, 5, 6, 10, 13, 20, 21, 22, 23, 26, 32]);
const switches = new Set([4, 5, 6, 13, 20, 21, 22, 32]);

export interface Settings {
  get(id: number): number;
  on(id: number): boolean;
  /** @param first - 100 steps/mm, 110 rates, 120 accelerations, 130 travels */
  axes(first: 100 | 110 | 120 | 130): Vec3;
  /** @returns Grbl's error code, 0 for ok, and how many EEPROM bytes it had to write */
  store(id: number, value: number): { readonly error: number; readonly bytes: number };
  /** the answer to `$$`, without its `ok` */
  lines(): string;
}

/**
 * The settings, with Grbl's checks: `error:3` unknown, `error:4` negative, `error:6` pulse under 3 µs, `error:10` soft
 * limits without homing.
 *
 * @param axes - 3 to 6; a fourth and further begin with what x has
 */
export function createSettings(changed: SettingValues = {}, axes = 3): Settings {
  const likeX: SettingValues = Object.fromEntries(
    perAxis.flatMap((first) => axesOf(axes, (axis) => first + axis).map((id) => [id, easelSettings[first] ?? 0] as const)),
  );
  const all: SettingValues = { ...likeX, ...easelSettings, ...changed };
  const values = new Map(Object.entries(all).map(([id, value]) => [Number(id), value]));
  const get = (id: number): number => {
    const value = values.get(id);
    if (value === undefined) throw new RangeError(`Grbl has no setting $${id}; use one of ${[...values.keys()].join(', ')}`);
    return value;
  };
  return {
    get,
    on: (id) => get(id) !== 0,
    axes: (first) => axesOf(axes, (axis) => get(first + axis)),
    store: (id, value) => {
      const old = values.get(id);
      if (value < 0) return { error: 4, bytes: 0 };
      if (old === undefined) return { error: 3, bytes: 0 };
      if (id === 0 && value < 3) return { error: 6, bytes: 0 };
      if (id === 20 && value !== 0 && get(22) === 0) return { error: 10, bytes: 0 };
      const kept = switches.has(id) ? Number(value !== 0) : whole.has(id) ? Math.trunc(value) & 0xff : Math.fround(value);
      values.set(id, kept);
      if (id === 22 && kept === 0) values.set(20, 0);
      return { error: 0, bytes: bytesThatDiffer(old, kept, whole.has(id)) };
    },
    lines: () => [...values].map(([id, value]) => `$${id}=${whole.has(id) ? value : value.toFixed(3)}\r\n`).join(''),
  };
}

/** EEPROM writes only the bytes that changed, and the checksum with them */
function bytesThatDiffer(old: number, fresh: number, single: boolean): number {
  const [a, b] = [old, fresh].map((value) => (single ? Uint8Array.of(value) : new Uint8Array(Float32Array.of(value).buffer)));
  if (a === undefined || b === undefined) return 0;
  const changed = a.filter((byte, i) => byte !== b[i]).length;
  return changed === 0 ? 0 : changed + 1;
}
