import { describeScripts } from './batches.ts';

describeScripts(751, 1000);
