import { type Core, fresh } from './core.ts';

/** nothing can be planned for so long after a quickstop (`cleaning_buffer_counter`) */
export const cleaningMs = 1000;

/**
 * M410: the steppers stop within a step, without braking, and the plan is dropped. The position is that of the steppers. What
 * waits in the command queue is kept, and executed afterwards.
 *
 * @see Marlin 2.1, `quickstop_stepper` and `Planner::quick_stop`
 */
export function quickstop(core: Core): void {
  core.motion.halt(core.nowMs);
  core.target = core.motion.position(core.nowMs);
  core.cleaningUntilMs = core.nowMs + cleaningMs;
  core.quickstops++;
}

/** M112, or a homing that found no switch: everything is off, and nothing is heard any more until a reset. */
export function kill(core: Core): void {
  core.motion.halt(core.nowMs);
  core.say('Error:Printer halted. kill() called!\n');
  Object.assign(core, fresh(), { killed: true });
}
