import type { ArmClient } from '../../devices/process/client.ts';

/** As much of the arm process as a show needs. */
export type ArmHands = Omit<ArmClient, 'close' | 'pid'>;
