const width = 30;
/** a line is drawn again no sooner than this, ms */
const gapMs = 100;

/** A progress bar on stderr, drawn on a terminal only. */
export interface Progress {
  /** @param share - 0..1 @param note - a few words behind the bar */
  update(share: number, note?: string): void;
  /** ends the line */
  done(): void;
}

/** @param label - a word or two before the bar */
export function createProgress(label: string): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = false;
  const { stderr } = process;
  return {
    update: (share, note = '') => {
      const now = performance.now();
      if (stderr.isTTY !== true || (share < 1 && now - drawnAt < gapMs)) return;
      drawnAt = now;
      drawn = true;
      const clear = Math.min(1, Math.max(0, share));
      const full = Math.round(clear * width);
      const line = `${label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.floor(clear * 100)).padStart(3)} % ${note}`;
      stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns ?? 100) - 1)}`);
    },
    done: () => {
      if (drawn) stderr.write('\n');
      drawn = false;
    },
  };
}
