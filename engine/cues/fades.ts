/** A value on its way from one place to another. Plain data. */
export interface Fade {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly doneS: number;
  readonly curve: 'even' | 'soft';
}

/** @returns the fade a step later, and the value then; the fade is null when it has arrived */
export function stepFade(fade: Fade, dt: number): readonly [Fade | null, number] {
  const doneS = fade.doneS + dt;
  if (!(doneS < fade.seconds)) return [null, fade.to];
  const t = doneS / fade.seconds;
  const way = fade.curve === 'even' ? t : t * t * (3 - 2 * t);
  return [{ ...fade, doneS }, fade.from + (fade.to - fade.from) * way];
}

/** Fades by the name of what they move: whatever is moved anew forgets where it was going. */
export type Fades = Readonly<Record<string, Fade>>;

export function stepFades(fades: Fades, dt: number): { readonly fades: Fades; readonly values: Readonly<Record<string, number>> } {
  const left: Record<string, Fade> = {};
  const values: Record<string, number> = {};
  for (const [name, fade] of Object.entries(fades)) {
    const [next, value] = stepFade(fade, dt);
    values[name] = value;
    if (next !== null) left[name] = next;
  }
  return { fades: left, values };
}

/** @returns the fades without one: somebody has taken that value into their own hand */
export function withoutFade(fades: Fades, name: string): Fades {
  if (!Object.hasOwn(fades, name)) return fades;
  const { [name]: _, ...others } = fades;
  return others;
}
