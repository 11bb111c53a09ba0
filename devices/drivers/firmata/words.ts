import { type Refusal, refused } from '../../../engine/result.ts';

export const lost = refused(
  'arm/lost',
  'The connection to the board of the servos ended.',
  'Check its cable; it connects again by itself.',
);
export const mute = refused('arm/mute', 'The board of the servos does not answer.', 'Unplug it, plug it in again, then press Home.');

export const unhomed: Refusal = {
  code: 'firmata/unhomed',
  text: 'Where the servos stand is not known: they tell nothing.',
  remedy: 'Keep clear, and press Home: each servo jumps to its park place at its full speed, one after another.',
};

export const outOfRange = (joint: string): Refusal => ({
  code: 'firmata/range',
  text: `The servo of ${joint} cannot turn as far as it was told to.`,
  remedy: 'Give the range of the servo and of the joint in the machine description as they are.',
});
