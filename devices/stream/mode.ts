import type { Refusal } from '../../engine/result.ts';

/** How the body of an arm is: only an active one moves. */
export type Mode =
  | { readonly kind: 'offline'; readonly why?: Refusal }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreferenced'; readonly hint: string }
  | { readonly kind: 'faulted'; readonly fault: Refusal }
  | { readonly kind: 'active' };
