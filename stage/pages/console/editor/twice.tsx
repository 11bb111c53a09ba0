import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';

/** How long it asks whether that was meant, ms. */
const ASKS_MS = 3000;

interface Props {
  readonly label: string;
  /** what it asks in the label's place, after the first press */
  readonly sure: string;
  readonly act: () => void;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
  /** what a screen reader says where the label is a sign */
  readonly spoken?: string;
}

/** A button that asks once more, in its own place, and forgets it after three seconds. */
export function TwiceButton({ label, sure, act, disabled = false, title, spoken }: Props): JSX.Element {
  const asking = useSignal(false);
  const asks = asking.value && !disabled;
  useEffect(() => {
    if (!asks) return;
    const timer = setTimeout(() => {
      asking.value = false;
    }, ASKS_MS);
    return () => clearTimeout(timer);
  }, [asks, asking]);
  return (
    <button
      type="button"
      class={asks ? 'twice danger' : 'twice'}
      disabled={disabled}
      title={title}
      aria-label={spoken === undefined ? undefined : asks ? `${spoken}: ${sure}` : spoken}
      onClick={() => {
        asking.value = !asks;
        if (asks) act();
      }}
    >
      {asks ? sure : label}
    </button>
  );
}
