import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import type { Desk } from './desk.ts';
import { timeOfDay } from './time-of-day.ts';

/** What happened, newest last; it stays where it was scrolled to. */
export function LogPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const lines = desk.log.value;
  const following = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && following.current) element.scrollTop = element.scrollHeight;
  });
  return (
    <section class="panel log">
      <h2 id="log-title" class="unseen">
        {words.value.console.log}
      </h2>
      <ol
        ref={list}
        aria-live="polite"
        class="figures"
        aria-labelledby="log-title"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          following.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {lines.map((line, i) => (
          <li key={`${line.at}-${i}`} class={line.level}>
            <time>{timeOfDay(line.at)}</time> <span lang="en">{line.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
