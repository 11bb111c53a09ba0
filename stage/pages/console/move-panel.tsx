import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Hello } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import type { ArmDesk } from './arm-desk.ts';
import { type Way, wayOf } from './jogger.ts';

interface Props {
  readonly desk: ArmDesk;
  readonly hello: ReadonlySignal<Hello | null>;
}

const PAD: readonly (readonly [Way, string | null])[] = [
  ['up', '↑'],
  ['left', '←'],
  ['right', '→'],
  ['down', '↓'],
  ['away', null],
  ['near', null],
];

/** Moves while it is held, by a finger, a mouse or a pen, and stops whatever takes the pointer away. */
function Hold({ desk, way, sign }: { readonly desk: ArmDesk; readonly way: Way; readonly sign: string | null }): JSX.Element {
  const { console: w } = words.value;
  const letGo = (event: PointerEvent): void => desk.jogger.letGo(`pointer ${event.pointerId}`);
  return (
    <button
      type="button"
      class={sign === null ? `way way-${way} worded` : `way way-${way}`}
      disabled={!desk.mayMove.value}
      aria-label={w.directions[way]}
      title={w.directions[way]}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        desk.jogger.hold(way, `pointer ${event.pointerId}`);
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onLostPointerCapture={letGo}
      onContextMenu={(event) => event.preventDefault()}
    >
      {sign ?? (way === 'away' ? w.lift : w.lower)}
    </button>
  );
}

/** The pad that moves the arm by hand. It has the keyboard's arrows while it has the focus, which it takes when it opens. */
export function MovePanel({ desk, hello }: Props): JSX.Element {
  const { console: w } = words.value;
  const pad = useRef<HTMLElement>(null);
  useEffect(() => {
    pad.current?.focus();
    return desk.jogger.stop;
  }, [desk]);
  const speeds = hello.value?.jogMmS;
  return (
    <section
      ref={pad}
      class="panel move"
      tabIndex={-1}
      aria-label={w.moveTitle}
      onKeyDown={(event) => {
        const way = wayOf(event.key);
        if (way === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        if (!event.repeat && desk.mayMove.peek()) desk.jogger.hold(way, event.key);
      }}
      onKeyUp={(event) => desk.jogger.letGo(event.key)}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) desk.jogger.stop();
      }}
    >
      <div class="pad">
        {PAD.map(([way, sign]) => (
          <Hold key={way} desk={desk} way={way} sign={sign} />
        ))}
      </div>
      <div class="speeds">
        {(['slow', 'fast'] as const).map((speed) => {
          const on = desk.fast.value === (speed === 'fast');
          return (
            <button
              key={speed}
              type="button"
              class={on ? 'speed on' : 'speed'}
              aria-pressed={on}
              onClick={() => {
                desk.fast.value = speed === 'fast';
              }}
            >
              {w[speed]} <small class="figures">{speeds ? `${speeds[speed]} mm/s` : ''}</small>
            </button>
          );
        })}
        <p class="soft">{desk.mayMove.value ? w.moveHint : desk.mayAct.value ? w.moveHeld : ''}</p>
      </div>
    </section>
  );
}
