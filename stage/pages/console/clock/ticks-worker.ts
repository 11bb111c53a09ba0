/** Ticks from outside the page: timers of a hidden page come once a second, those of its workers do not. */
globalThis.onmessage = ({ data }: MessageEvent<number>): void => {
  setInterval(() => globalThis.postMessage(null), data);
};
