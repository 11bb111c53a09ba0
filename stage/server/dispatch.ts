import type { Stroke } from '../../engine/stroke.ts';
import type { ArmHands } from './arm-hands.ts';

/** Author of what nobody asked for: the scene's own dreams. */
const GENERATOR = 'generator';

/** What goes to the arm, and when: everybody's strokes at once, dreams one at a time, when nobody else's waits. */
export function createDispatch(arm: Pick<ArmHands, 'paint'>) {
  const atArm = new Set<string>();
  let waits: readonly Stroke[] = [];
  const give = (stroke: Stroke, fromMm = 0): void => {
    atArm.add(stroke.id);
    arm.paint(stroke, fromMm);
  };
  return {
    give,
    /** a stroke that a step made */
    offer(stroke: Stroke): void {
      waits = [...waits, stroke];
    },
    /** once a step, when all that was made is recorded: what people made, and the next dream, should the arm have nothing else */
    send(): void {
      if (waits.length === 0) return;
      for (const stroke of waits) if (stroke.author !== GENERATOR) give(stroke);
      waits = waits.filter(({ author }) => author === GENERATOR);
      const [next, ...rest] = waits;
      if (next === undefined || atArm.size > 0) return;
      waits = rest;
      give(next);
    },
    /** nothing more happens to this stroke */
    over: (id: string): void => void atArm.delete(id),
    /** @returns those of these strokes that still waited here; they wait no more */
    wake(ids: readonly string[]): readonly Stroke[] {
      const woken = waits.filter(({ id }) => ids.includes(id));
      waits = waits.filter(({ id }) => !ids.includes(id));
      return woken;
    },
  };
}
export type Dispatch = ReturnType<typeof createDispatch>;
