/**
 * Character counting: how many bytes of the controller's receive buffer are taken by lines that it has not answered yet.
 *
 * Each line occupies its characters and its line end until its `ok` or `error` comes. Realtime bytes never occupy it.
 */
export interface Counter {
  fits(bytes: number): boolean;
  /** @param kind - what the answer means to the driver */
  sent(bytes: number, kind: 'motion' | 'other'): void;
  /** one `ok` or `error`: @returns the kind of line it answers, or undefined if none was waiting */
  answered(): 'motion' | 'other' | undefined;
  /** lines not yet answered */
  readonly waiting: number;
  clear(): void;
}

/** @param capacity - bytes of the receive buffer: 128 in Grbl 1.1, exactly (FIELD.md §3) */
export function createCounter(capacity: number): Counter {
  let lines: { readonly bytes: number; readonly kind: 'motion' | 'other' }[] = [];
  let taken = 0;
  return {
    fits: (bytes) => taken + bytes <= capacity,
    sent: (bytes, kind) => {
      lines.push({ bytes, kind });
      taken += bytes;
    },
    answered: () => {
      const first = lines.shift();
      if (first !== undefined) taken -= first.bytes;
      return first?.kind;
    },
    get waiting() {
      return lines.length;
    },
    clear: () => {
      lines = [];
      taken = 0;
    },
  };
}
