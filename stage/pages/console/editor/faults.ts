/** What is amiss in a field before anything is sent. */
export type Fault =
  | { readonly kind: 'empty' }
  /** what stands there is no number */
  | { readonly kind: 'figure' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'long'; readonly most: number }
  /** another cue has this number */
  | { readonly kind: 'taken' }
  /** there is no cue of this number to lead to */
  | { readonly kind: 'absent' }
  /** letters, digits, - and _ only, a letter first */
  | { readonly kind: 'short' }
  /** the scene has no such parameter */
  | { readonly kind: 'param' }
  /** the show would not take it: what its schema says */
  | { readonly kind: 'other'; readonly text: string };

/** By the place of the field, such as `untils.0.count`. */
export type Faults = Readonly<Record<string, Fault>>;

/** What is said of them: an empty field is no fault before Keep was pressed. */
export const faultsToSay = (faults: Faults, tries: number): Faults =>
  tries > 0 ? faults : Object.fromEntries(Object.entries(faults).filter(([, { kind }]) => kind !== 'empty'));

interface Span {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

/** Reads fields one by one, and remembers what was amiss. */
export function createReader() {
  const faults: Record<string, Fault> = {};
  const amiss = (field: string, fault: Fault): void => {
    faults[field] ??= fault;
  };
  return {
    faults,
    amiss,
    /** @param most - characters; @returns it without the blanks around it */
    words(field: string, text: string, most: number, needed = false): string {
      const said = text.trim();
      if (said === '' && needed) amiss(field, { kind: 'empty' });
      if (said.length > most) amiss(field, { kind: 'long', most });
      return said;
    },
    /** A name as machines use it. */
    short(field: string, text: string): string {
      const said = text.trim();
      if (said === '') amiss(field, { kind: 'empty' });
      else if (!/^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(said)) amiss(field, { kind: 'short' });
      return said;
    },
    /** A figure, with a point or a comma; 0 where there is none. */
    figure(field: string, text: string, { min, max, whole = false }: Span): number {
      const said = text.trim().replace(',', '.');
      if (said === '') amiss(field, { kind: 'empty' });
      else if (!/^-?(\d+\.?\d*|\.\d+)$/.test(said)) amiss(field, { kind: 'figure' });
      else if (Number(said) < min || Number(said) > max) amiss(field, { kind: 'range', min, max });
      else if (whole && !Number.isInteger(Number(said))) amiss(field, { kind: 'whole' });
      else return Number(said);
      return 0;
    },
  };
}
export type Reader = ReturnType<typeof createReader>;
