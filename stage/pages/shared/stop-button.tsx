import type { JSX } from 'preact';
import { words } from './i18n/language.ts';

interface Props {
  readonly stop: () => void;
  /** a shorter word, where there is little room */
  readonly label?: string;
  /** hidden it keeps its place, so that nothing on the page jumps */
  readonly hidden?: boolean;
}

/** Stops the arm at once and asks nothing. It acts as soon as it is pressed, not when it is let go of. */
export function StopButton({ stop, label, hidden = false }: Props): JSX.Element {
  const { arm } = words.value;
  return (
    <button
      type="button"
      class={hidden ? 'stop-now hidden' : 'stop-now'}
      disabled={hidden}
      aria-hidden={hidden}
      aria-label={arm.stop}
      aria-keyshortcuts="S Pause"
      title={`${arm.stop} (${arm.stopKey})`}
      onPointerDown={(event) => {
        if (event.button === 0) stop();
      }}
      onClick={(event) => {
        // a click without a pointer: the keyboard, or a screen reader
        if (event.detail === 0) stop();
      }}
    >
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        <path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z" fill="currentColor" />
      </svg>
      <span>{label ?? arm.stop}</span>
    </button>
  );
}
