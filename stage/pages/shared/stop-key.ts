/** The little of a keyboard event that matters here. */
export interface StopPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Whether a press is `Pause` or `Break`: no key writes it, so it stops the arm wherever the focus is. */
export const isPauseKey = ({ key }: Pick<StopPress, 'key'>): boolean => key === 'Pause' || key === 'Cancel';

/**
 * Whether a press stops the arm: `S`, or `Pause`/`Break`, the same on every page. With Ctrl the S is the browser's own; `Pause`
 * with Ctrl is `Break`, which some systems call `Cancel`.
 */
export function isStopKey({ key, ctrlKey, metaKey, altKey }: StopPress): boolean {
  if (isPauseKey({ key })) return true;
  return key.toLowerCase() === 's' && !ctrlKey && !metaKey && !altKey;
}

/** Stops at the key, before any control of the page hears it. @param ended - hears no more */
export function watchStopKey(stop: () => void, ended: AbortSignal): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (!isStopKey(event)) return;
      event.preventDefault();
      if (!event.repeat) stop();
    },
    { signal: ended, capture: true },
  );
}
