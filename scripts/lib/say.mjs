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
  say(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
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
 * Ends a script: a hitch as advice, anything else with its stack.
 *
 * @param {unknown} error
 */
export function giveUp(error) {
  say(error instanceof Hitch ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
