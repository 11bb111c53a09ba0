/** What can go wrong in the room: a value that the caller must look at. A programming mistake throws instead. */
export type Result<T, F = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: F };

/** A refusal that a person reads: what was received, and what to do about it. */
export interface Refusal {
  /** short and stable, for programs: `port/absent`, `programme/invalid` */
  readonly code: string;
  /** one sentence that names the value received */
  readonly text: string;
  /** one sentence that says what to do now */
  readonly remedy: string;
}

export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const refused = (code: string, text: string, remedy: string): { readonly ok: false; readonly why: Refusal } => ({
  ok: false,
  why: { code, text, remedy },
});
