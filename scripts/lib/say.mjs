/** Progress and advice go to stderr, so that what a command prints on stdout stays its own. */

/** @param {string} text */
export const say = (text) => {
  process.stderr.write(`${text}\n`);
};

/**
 * Says what starts and how long it took: for what takes over a second.
 *
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function saying(what, work) {
  say(`${what} …`);
  const start = performance.now();
  const result = await work();
  say(`  took ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Something in the room, not in the code: shown without a stack. */
export class Hitch extends Error {
  /**
   * @param {string} text - what happened, naming the value received
   * @param {string} remedy - what to do now
   */
  constructor(text, remedy) {
    super(`${text}\n${remedy}`);
    this.name = 'Hitch';
  }
}

/**
 * Ends a script: a hitch or a mistyped option as advice, anything else with its stack.
 *
 * @param {unknown} error
 */
export function giveUp(error) {
  if (!(error instanceof Error)) say(String(error));
  else say(error instanceof Hitch || isUsage(error) ? error.message : (error.stack ?? error.message));
  process.exitCode = 1;
}

/** @param {Error} error - whether node:util's parseArgs refused an option */
const isUsage = (error) => 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
