import type { Refusal } from '../../engine/result.ts';
import type { Controller } from '../drivers/driver.ts';
import type { MachinePoint } from '../machine.ts';
import type { ArmSetting } from '../process/messages.ts';
import type { ArmOptions } from './arm-options.ts';
import type { Intake } from './intake.ts';
import type { Mode } from './mode.ts';
import type { Session } from './session.ts';
import type { Turns } from './turns.ts';

/** The body of an arm: its connection, what is known of its position, and how it stands up, goes on, and is lost. */
export interface Body {
  readonly mode: Mode;
  readonly setting: ArmSetting | null;
  readonly controller: Controller | null;
  /** the last one, even when its connection is lost: it knows what was sent, and where the arm was seen */
  readonly session: Session | null;
  /** connects, or connects anew. @param seen - where an arm process that died saw the arm, machine mm */
  configure(setting: ArmSetting, seen: MachinePoint | undefined): Promise<void>;
  /**
   * Stops and lifts; goes on when nothing holds it any more. On the way to its switches it stops at once.
   *
   * @param urgent - stops at once even an arm of which nothing is known
   */
  standUp(urgent: boolean): void;
  /** stops where it is, without a lift */
  still(): void;
  /** goes on, where nothing holds it; a fault whose position is still known is over */
  goOn(): void;
  home(): Promise<void>;
  /** lifts and parks, as far as that can be done */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface BodyParts {
  readonly options: ArmOptions;
  readonly intake: Intake;
  readonly turns: Turns;
  /** whether it may not move now, but for a lift */
  readonly holding: () => boolean;
  /** nothing is faster than this, mm/s */
  readonly capMmS: () => number;
  readonly fault: (why: Refusal) => void;
  /** nothing is in flight, and all that was waits again */
  readonly onLanded: () => void;
  /** the controller stopped by itself */
  readonly onHeldItself: () => void;
  readonly changed: () => void;
}
