/**
 * A level that follows another without a jump: an exponential approach whose speed is bounded.
 *
 * @param halfS - seconds in which the distance halves
 * @param mostPerS - fastest change, of the whole range a second
 */
export function createFade(halfS: number, mostPerS: number, initial = 0): { level: number; toward(target: number, dtS: number): number } {
  const fade = {
    level: initial,
    toward(target: number, dtS: number): number {
      const wanted = (target - fade.level) * (1 - 2 ** (-dtS / halfS));
      const most = mostPerS * dtS;
      fade.level += Math.min(most, Math.max(-most, wanted));
      if (Math.abs(target - fade.level) < 0.0015) fade.level = target;
      return fade.level;
    },
  };
  return fade;
}
