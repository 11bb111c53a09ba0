import type { Input } from '../../engine/input.ts';

/** Gathers what anyone did until the next step takes it. An empty camera frame is kept only as a change: an empty room is not an event. */
export function createIntake() {
  const emptyCameras = new Set<string>();
  let inputs: Input[] = [];
  return {
    say(input: Input): void {
      if (input.kind === 'hands') {
        const empty = input.hands.length === 0;
        if (empty && emptyCameras.has(input.camera)) return;
        if (empty) emptyCameras.add(input.camera);
        else emptyCameras.delete(input.camera);
      }
      inputs.push(input);
    },
    /** @returns what was gathered so far */
    waiting: (): readonly Input[] => inputs,
    /** @returns what was gathered, in order; the next step begins with nothing */
    take(): readonly Input[] {
      const taken = inputs;
      inputs = [];
      return taken;
    },
  };
}
