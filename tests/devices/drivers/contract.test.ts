import { boards } from './boards.ts';
import { describeDriver, memoryCable } from './contract.ts';
import { firmataBoard } from './firmata-desk.ts';

for (const [name, board] of Object.entries({ ...boards, 'board with servos': firmataBoard }))
  describeDriver(`the driver of a ${name}, over memory`, board, memoryCable);
