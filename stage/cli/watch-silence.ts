/**
 * Tells once when nothing was heard for too long. It begins with the first that is heard.
 *
 * @param onSilence - told after how many seconds
 */
export function watchSilence(patienceMs: number, onSilence: (seconds: number) => void): { heard(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const end = (): void => {
    over = true;
    clearTimeout(timer);
  };
  return {
    heard() {
      if (over) return;
      if (timer === undefined)
        timer = setTimeout(() => {
          end();
          onSilence(Math.round(patienceMs / 1000));
        }, patienceMs);
      else timer.refresh();
    },
    end,
  };
}
