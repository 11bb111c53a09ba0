import type { Refusal } from '../../../engine/result.ts';

/** What the commonest codes mean to a person; the others are named by number. See the Grbl 1.1 interface manual. */
const alarms: Readonly<Record<number, readonly [text: string, remedy: string]>> = {
  1: ['a limit switch was hit', 'See what the arm ran into, free it, then press Home.'],
  2: ['a motion would leave the travel set in $130 to $132', 'Check the machine description against $130 to $132, then press Home.'],
  3: ['it was reset in motion, and may have lost steps', 'Press Home.'],
  6: ['it was reset while homing', 'Press Home again.'],
  7: ['its safety door opened while homing', 'Close the door and press Home again.'],
  8: ['homing could not get clear of a switch', 'Check the switches and $27, then press Home again.'],
  9: ['homing found no switch', 'Check the switches and their wires, or set $22=0 if there are none. Then press Home again.'],
};

export function alarmRefusal(code: number): Refusal {
  const [text, remedy] = alarms[code] ?? ['see the Grbl manual', 'Look at the arm, then press Home.'];
  return { code: `grbl/alarm-${code}`, text: `The controller raised ALARM:${code}: ${text}.`, remedy };
}

const errors: Readonly<Record<number, string>> = {
  2: 'a number was garbled',
  9: 'it is locked',
  11: 'a line was too long',
  15: 'a jog would leave its travel',
  22: 'no feed was given',
  33: 'a motion made no sense',
};

export function errorRefusal(code: number, line: string | undefined): Refusal {
  return {
    code: `grbl/error-${code}`,
    text: `The controller answered error:${code}${errors[code] === undefined ? '' : ` (${errors[code]})`}${line === undefined ? '' : ` to “${line}”`}.`,
    remedy:
      'Nothing to do if it goes on by itself. If it comes often, use a shorter USB cable away from motors, and see the Grbl manual for the code.',
  };
}
