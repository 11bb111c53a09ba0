import type { Result } from '../../engine/result.ts';

/** Why a byte stream ended: we closed it, it was unplugged or the peer hung up, or it failed. */
export type CloseReason = { readonly kind: 'closed' } | { readonly kind: 'lost'; readonly text: string };

/**
 * A byte stream to a controller, opened at most once: after it closes, make a new one (FIELD.md §3, serialport traps).
 * Nothing is buffered for a stream that is not open: a write then is refused by returning false.
 */
export interface Transport {
  /** what a person would recognise: `/dev/ttyUSB0`, `tcp://10.0.0.7:23`, `memory` */
  readonly name: string;
  open(): Promise<Result<void>>;
  /** @returns false, and sends nothing, unless the stream is open */
  write(bytes: Uint8Array): boolean;
  /** replaces the earlier listener; bytes that came before a listener are kept for it */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** called exactly once, however the stream ends, if it was ever open */
  onClose(listener: (reason: CloseReason) => void): void;
  /** resolves when the port is free for others; safe to call twice */
  close(): Promise<void>;
}

/**
 * `serial:` path and baud, `tcp:` host and port, or the virtual arm in memory. With a serial number the path is only what a person
 * calls it: the port is the one that the device with that number has, whenever it is opened.
 */
export type TransportAddress =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number; readonly serialNumber?: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'memory' };
