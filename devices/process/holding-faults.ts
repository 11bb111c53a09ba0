import { inTheWay } from '../stream/fence.ts';
import { notLandingCode } from '../stream/landing.ts';
import { heldItself } from '../stream/troubles.ts';

/** Faults after which an arm holds until somebody says resume: a process that is started again would not know of it. */
export const holdingFaults: readonly string[] = [heldItself.code, notLandingCode, inTheWay];
