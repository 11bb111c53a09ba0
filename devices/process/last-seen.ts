import type { MachinePoint } from '../machine.ts';
import type { ArmStatus } from './messages.ts';

/**
 * Where the arm was last seen, for an arm process that is started after this one has died: from there it lifts blind.
 *
 * An arm that asks for its reference has been lifted blind already, or is being homed: what was seen before is worth nothing
 * then, and a second lift by it would drive a raised brush against its upper end.
 */
export function lastSeenAfter({ at, state }: ArmStatus, before: MachinePoint | undefined): MachinePoint | undefined {
  if (at !== null) return at;
  return state.kind === 'unreferenced' || state.kind === 'faulted' ? undefined : before;
}
