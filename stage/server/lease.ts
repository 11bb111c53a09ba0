import { done, type Result, refused } from '../../engine/result.ts';

/** A console that was out of reach for so long holds nothing any more, s. */
export const GONE_S = 5;

/**
 * Who has the arm in hand: one console at a time. Anyone may stop; whoever else would move the arm asks here first.
 * Plain data; time is supplied, s.
 */
export interface Lease {
  /** number of the console */
  readonly holder: number | null;
  /** when its last page went away, while none is back */
  readonly goneAtS: number | null;
}

export const freeLease: Lease = { holder: null, goneAtS: null };

const held = (holder: number): Lease => ({ holder, goneAtS: null });

/** The first to use or ask for the arm gets it. @returns the lease, or the words for whoever comes second */
export function askLease(lease: Lease, console: number): Result<Lease> {
  if (lease.holder === null || lease.holder === console) return done(held(console));
  return refused(
    'arm/lease',
    `the arm is in the hands of console ${lease.holder}`,
    'take it over with the button “Take over”; stop works from here all the same',
  );
}

/** Takes it from whoever has it. */
export const takeLease = (console: number): Lease => held(console);

/** @returns the lease without this console; another's stays */
export const giveLease = (lease: Lease, console: number): Lease => (lease.holder === console ? freeLease : lease);

/** The last page of a console went away. */
export const leaveLease = (lease: Lease, console: number, nowS: number): Lease =>
  lease.holder === console ? { ...lease, goneAtS: nowS } : lease;

/** A page of a console is there again. */
export const returnLease = (lease: Lease, console: number): Lease => (lease.holder === console ? held(console) : lease);

/** @returns a free lease once its holder was gone for five seconds */
export const settleLease = (lease: Lease, nowS: number): Lease =>
  lease.goneAtS !== null && nowS - lease.goneAtS >= GONE_S ? freeLease : lease;
