/** Hands on the latest value at most once in `everyMs`; the last one always arrives. */
export function throttle<T>(everyMs: number, hand: (value: T) => void): (value: T) => void {
  let waiting: { readonly value: T } | null = null;
  let resting = false;
  const rest = (): void => {
    resting = true;
    setTimeout(() => {
      resting = false;
      if (waiting === null) return;
      const { value } = waiting;
      waiting = null;
      rest();
      hand(value);
    }, everyMs);
  };
  return (value) => {
    if (resting) {
      waiting = { value };
      return;
    }
    rest();
    hand(value);
  };
}
