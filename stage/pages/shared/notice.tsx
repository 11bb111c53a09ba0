import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { words } from './i18n/language.ts';
import { dismiss, notice } from './notices.ts';

/** Long enough to read two sentences twice, ms. */
const READING_MS = 12_000;

/** A quiet line at the foot of the page: what was refused, and what to do about it. */
export function NoticeLine(): JSX.Element {
  useSignalEffect(() => {
    if (notice.value === null) return;
    const timer = setTimeout(dismiss, READING_MS);
    return () => clearTimeout(timer);
  });
  const said = notice.value;
  return (
    <div class="notice" role="status" aria-live="polite">
      {said && (
        <p key={said.number}>
          <span lang={said.lang}>
            <strong>{said.text}</strong> {said.remedy}
          </span>
          <button type="button" class="notice-close" aria-label={words.value.dismiss} onClick={dismiss}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}
