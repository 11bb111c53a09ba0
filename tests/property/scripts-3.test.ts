import { describeScripts } from './batches.ts';

describeScripts(501, 750);
