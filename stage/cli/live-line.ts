/** As much of a terminal as a live line needs. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line at the foot of a terminal that says how things stand; what else is written scrolls by above it. */
export interface LiveLine {
  /** puts this in its place */
  show(text: string): void;
  /** writes something else to the same terminal: the line steps aside for it */
  aside(write: () => void): void;
  end(): void;
}

const CLEAR = '\r\x1b[K';

/** Where there is no terminal, nothing is drawn, and whatever else is written passes through. */
export function createLiveLine(terminal: Terminal): LiveLine {
  let shown = '';
  let over = false;
  const draw = (text: string): void => {
    if (terminal.isTTY !== true || over) return;
    shown = text.slice(0, Math.max(1, (terminal.columns ?? 80) - 1));
    terminal.write(`${CLEAR}${shown}`);
  };
  return {
    show(text) {
      if (text !== shown) draw(text);
    },
    aside(write) {
      if (shown !== '') terminal.write(CLEAR);
      write();
      if (shown !== '') draw(shown);
    },
    end() {
      if (shown !== '') terminal.write(CLEAR);
      shown = '';
      over = true;
    },
  };
}
