import { describeScripts } from './batches.ts';

describeScripts(1, 250);
