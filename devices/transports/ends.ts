import type { CloseReason } from './transport.ts';

/** The listening half of a transport: what arrives early waits for its listener, and an ending is told exactly once. */
export interface Ends {
  received(bytes: Uint8Array): void;
  /** the first call decides the reason; later ones are ignored */
  ended(reason: CloseReason): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: (reason: CloseReason) => void): void;
}

export function createEnds(): Ends {
  let early: Uint8Array[] = [];
  let hear: ((bytes: Uint8Array) => void) | undefined;
  let tell: ((reason: CloseReason) => void) | undefined;
  let reason: CloseReason | undefined;
  let told = false;

  const tellOnce = (): void => {
    if (told || reason === undefined || tell === undefined) return;
    told = true;
    tell(reason);
  };
  return {
    received: (bytes) => {
      if (hear === undefined) early.push(bytes);
      else hear(bytes);
    },
    ended: (why) => {
      reason ??= why;
      tellOnce();
    },
    onBytes: (listener) => {
      hear = listener;
      const waiting = early;
      early = [];
      for (const bytes of waiting) listener(bytes);
    },
    onClose: (listener) => {
      tell = listener;
      tellOnce();
    },
  };
}
