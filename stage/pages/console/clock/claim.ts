/** Waits until this page alone may do something, and says so. @returns gives it up, or stops waiting */
export type Claim = (name: string, held: () => void) => () => void;

/**
 * Among all pages of this show in this browser, one at a time: two consoles must not both beat for one device. The next in the
 * line comes when the first is closed, however it ends.
 */
export const lockClaim: Claim = (name, held) => {
  const over = new AbortController();
  const until = new Promise<void>((release) => over.signal.addEventListener('abort', () => release()));
  navigator.locks
    .request(`alla-prima ${name}`, { signal: over.signal }, async () => {
      if (over.signal.aborted) return;
      held();
      await until;
    })
    // giving up while still waiting is no error
    .catch(() => {});
  return () => over.abort();
};
