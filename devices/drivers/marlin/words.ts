import type { Refusal } from '../../../engine/result.ts';
import { refused } from '../../../engine/result.ts';

export const lost = (): { readonly ok: false; readonly why: Refusal } =>
  refused('arm/lost', 'The connection to the arm ended.', 'Check the cable and the power; it connects again by itself.');

export const deaf = (): { readonly ok: false; readonly why: Refusal } =>
  refused('arm/deaf', 'The controller did not answer.', 'Switch it off and on, then press Home.');

export const restartedMeanwhile = (): { readonly ok: false; readonly why: Refusal } =>
  refused('arm/restarted', 'The controller started anew meanwhile.', 'Press Home.');

/** It has halted: @param text - its own words */
export const haltedRefusal = (text: string, killed: boolean): Refusal =>
  killed
    ? {
        code: 'marlin/killed',
        text: `The controller has halted: “${text}” (an emergency stop, or a switch that was not found).`,
        remedy: 'See what happened, then switch the controller off and on, and press Home.',
      }
    : {
        code: 'marlin/stopped',
        text: `The controller refuses to move: “${text}”.`,
        remedy: 'See what happened, then press Home.',
      };

export const stoppedHard = (speedMmS: number): { readonly ok: false; readonly why: Refusal } =>
  refused(
    'marlin/stopped-hard',
    `The arm was stopped without braking at up to ${Math.round(speedMmS)} mm/s, and may have lost steps.`,
    'Press Home.',
  );

export const unstopped = (): { readonly ok: false; readonly why: Refusal } =>
  refused('arm/hold-unanswered', 'The controller did not come to rest in time.', 'Look at the arm, then press Home.');
