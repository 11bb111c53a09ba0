/** One signal and where it is, 0..1. */
export interface Told {
  readonly name: string;
  readonly value: number;
}

interface Pace {
  /** between two messages */
  readonly everyMs: number;
  /** an unchanged value is told again after so long; absent: never */
  readonly aliveMs?: number;
  /** monotonic, ms */
  readonly now: () => number;
}

/** Finer than any knob: 14-bit controllers move in smaller steps, which nobody feels. */
const STEP = 1 / 512;
/** Values a message may hold. */
const MOST = 32;

/** Gathers what knobs, pads and microphones say, and tells of it now and then: the latest of each, and always the last. */
export function createSignalSender(send: (values: readonly Told[]) => void, { everyMs, aliveMs, now }: Pace) {
  const told = new Map<string, { readonly value: number; readonly at: number }>();
  const waiting = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    const all = [...waiting].slice(0, MOST).map(([name, value]): Told => ({ name, value }));
    if (all.length === 0) return;
    for (const { name, value } of all) {
      waiting.delete(name);
      told.set(name, { value, at: now() });
    }
    timer = setTimeout(flush, everyMs);
    send(all);
  };
  const isNews = (name: string, value: number): boolean => {
    const last = told.get(name);
    if (last === undefined || waiting.has(name)) return true;
    if (aliveMs !== undefined && now() - last.at >= aliveMs) return true;
    // the ends are told exactly: a fader that is shut is shut
    return value === 0 || value === 1 ? last.value !== value : Math.abs(last.value - value) >= STEP;
  };
  return {
    put(name: string, value: number): void {
      const inside = Math.min(1, Math.max(0, value));
      if (!Number.isFinite(value) || !isNews(name, inside)) return;
      waiting.set(name, inside);
      if (timer === null) flush();
    },
    /** Tells once more where everything is: whoever listens has been away, or is another. */
    again(): void {
      for (const [name, { value }] of told) if (!waiting.has(name)) waiting.set(name, value);
      if (timer === null) flush();
    },
    dispose(): void {
      if (timer !== null) clearTimeout(timer);
      waiting.clear();
    },
  };
}
