/** Ways that the arm is moved by hand, along the easel's axes: x right, y up, z away from the canvas. */
export type Way = 'left' | 'right' | 'up' | 'down' | 'away' | 'near';
export type Velocity = [x: number, y: number, z: number];

const AXES: Readonly<Record<Way, Readonly<Velocity>>> = {
  left: [-1, 0, 0],
  right: [1, 0, 0],
  up: [0, 1, 0],
  down: [0, -1, 0],
  away: [0, 0, 1],
  near: [0, 0, -1],
};

const keys: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'away',
  PageDown: 'near',
};
/** @returns the way that a key moves the arm, or null */
export const wayOf = (key: string): Way | null => (Object.hasOwn(keys, key) ? (keys[key] ?? null) : null);

/** The arm goes on for 0.4 s after the last word: it is said again this often, ms. */
export const SAY_MS = 200;

export interface JoggerParts {
  /** tells the show; `[0, 0, 0]` stands still. Must not be kept for later where it cannot be sent now */
  readonly say: (mmS: Velocity) => void;
  readonly speed: () => number;
  /** @returns what ends it */
  readonly every: (ms: number, act: () => void) => () => void;
}

/** A dead-man: the arm moves while something is held, and whatever lets go of it — hand, focus, page, line — stops it. */
export interface Jogger {
  /** @param by - what holds: a key, a pointer. The same one holds one way at a time */
  hold(way: Way, by: string): void;
  letGo(by: string): void;
  /** lets go of everything */
  stop(): void;
}

export function createJogger({ say, speed, every }: JoggerParts): Jogger {
  const held = new Map<string, Way>();
  let end: (() => void) | null = null;

  /** along the sum of all ways that are held, never faster than the speed; opposite ways stand still */
  const velocity = (): Velocity => {
    const sum: Velocity = [0, 0, 0];
    for (const way of new Set(held.values())) for (const [i, share] of AXES[way].entries()) sum[i] = (sum[i] ?? 0) + share;
    const length = Math.hypot(...sum);
    const scale = length === 0 ? 0 : speed() / length;
    // 0 rather than −0
    return [sum[0] * scale + 0, sum[1] * scale + 0, sum[2] * scale + 0];
  };
  const tell = (): void => say(velocity());
  const still = (): void => {
    end?.();
    if (end !== null) say([0, 0, 0]);
    end = null;
  };
  return {
    hold(way, by) {
      if (held.get(by) === way) return;
      held.set(by, way);
      tell();
      end ??= every(SAY_MS, tell);
    },
    letGo(by) {
      if (!held.delete(by)) return;
      if (held.size === 0) still();
      else tell();
    },
    stop() {
      held.clear();
      still();
    },
  };
}
