import type { Refusal } from '../../engine/result.ts';

/** Say what was refused and what to do, then end: exit code 2 for bad input, 1 for what went wrong in the room. */
export function giveUp({ code, text, remedy }: Refusal, json: boolean, exitCode: 1 | 2 = 2): never {
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, text, remedy } })}\n`);
  process.stderr.write(`alla-prima: ${text}\n  → ${remedy}\n`);
  process.exit(exitCode);
}
