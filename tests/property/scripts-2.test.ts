import { describeScripts } from './batches.ts';

describeScripts(251, 500);
