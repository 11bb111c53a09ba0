import type { Machine } from '../../devices/machine.ts';
import type { ArmState } from '../../devices/process/messages.ts';
import { type Refusal, refused } from '../../engine/result.ts';
import type { ArmHands } from './arm-hands.ts';

export type Velocity = readonly [x: number, y: number, z: number];

interface Parts {
  readonly arm: Pick<ArmHands, 'jog'>;
  /** the fastest that the machine may travel, mm/s */
  readonly travelMmS: number;
  readonly state: () => ArmState['kind'] | null;
  /** show time, s */
  readonly nowS: () => number;
  readonly record: (kind: string, body: unknown) => void;
}

/** Two speeds, mm/s: for the last millimetre, and for the way there. Neither is faster than the brush may be plunged. */
export const jogSpeeds = ({ travelMmS, plungeMmS }: Machine['speeds']): { readonly slow: number; readonly fast: number } => {
  const fast = Math.min(60, travelMmS, plungeMmS);
  return { slow: Math.min(5, fast), fast };
};

const STILL: Velocity = [0, 0, 0];
/** A jog not said again for so long has ended: the arm stops by itself after 0.4 s of silence. */
const SILENCE_S = 0.6;
const MAY = new Set<ArmState['kind'] | null>(['ready', 'held', 'jogging']);

/**
 * Passes a console's jog on, as often as it is said and no oftener: whoever falls silent stands still. The ledger has where a
 * jog began and where it ended.
 */
export function createJog({ arm, travelMmS, state, nowS, record }: Parts) {
  let moving: { readonly console: number; saidAtS: number } | null = null;
  const end = (): void => {
    if (moving === null) return;
    record('arm/jog', { console: moving.console, mmS: STILL });
    moving = null;
  };
  return {
    /** @returns why this may not be */
    say(console: number, mmS: Velocity): Refusal | null {
      const speed = Math.hypot(...mmS);
      if (speed === 0) {
        arm.jog(STILL);
        end();
        return null;
      }
      if (speed > travelMmS + 1e-6)
        return refused(
          'arm/jog-speed',
          `a jog of ${speed.toFixed(1)} mm/s is more than this machine travels`,
          `ask for ${travelMmS} mm/s at most`,
        ).why;
      if (!MAY.has(state()))
        return refused('arm/busy', 'the arm is moved by hand only while it is ready or held', 'hold it first, then jog').why;
      if (moving?.console !== console) {
        end();
        moving = { console, saidAtS: nowS() };
        record('arm/jog', { console, mmS });
      }
      moving.saidAtS = nowS();
      arm.jog(mmS);
      return null;
    },
    /** its page is gone, or it lost the arm: it stands still at once */
    stop(console: number): void {
      if (moving?.console !== console) return;
      arm.jog(STILL);
      end();
    },
    /** once a step */
    settle(): void {
      if (moving !== null && nowS() - moving.saidAtS > SILENCE_S) end();
    },
  };
}
export type Jog = ReturnType<typeof createJog>;
