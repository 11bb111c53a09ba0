import { computed, type ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Cue } from '../../../../engine/cues/cue.ts';
import { words } from '../../shared/i18n/language.ts';
import type { ShowNow } from '../../shared/mirror.ts';
import { goWords, wallWords } from './captions.ts';
import type { PreviewDesk } from './preview-desk.ts';
import { standbyOf } from './standby.ts';

interface Props {
  readonly desk: PreviewDesk;
  readonly cues: ReadonlySignal<readonly Cue[]>;
  readonly now: ReadonlySignal<ShowNow>;
}

/** What stands beside a picture; told no more often than it changes. */
interface Caption {
  readonly number: number | null;
  readonly name: string;
  readonly more: string;
}

const wallCaption = (now: ShowNow): Caption => ({
  number: now.cue?.number ?? null,
  name: now.cue?.name ?? '',
  more: wallWords(now, words.value.preview),
});
function goCaption(cues: readonly Cue[], now: ShowNow): Caption {
  const cue = standbyOf(cues, now);
  if (cue === null) return { number: null, name: '', more: '' };
  return { number: cue.number, name: cue.name, more: goWords(cue, now.scene, words.value.preview) };
}

const useCaption = (make: () => Caption, on: unknown): Caption => {
  const text = useMemo(() => computed(() => JSON.stringify(make())), [on]);
  return useMemo(() => computed((): Caption => JSON.parse(text.value)), [text]).value;
};

interface ScreenProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly kind: 'wall' | 'go';
  readonly name: string;
  readonly label: (cue: string) => string;
  readonly caption: Caption;
  /** said in the picture's place */
  readonly instead: string | null;
  readonly seen: ReadonlySignal<boolean>;
}

function Screen({ canvas, kind, name, label, caption, instead, seen }: ScreenProps): JSX.Element {
  const cue = caption.number === null ? '' : `${caption.number} ${caption.name}`;
  return (
    <figure class={`screen screen-${kind} ${caption.number === null ? 'nothing' : ''}`}>
      <div class="sight">
        <canvas ref={canvas} role="img" aria-label={label(cue)} />
        {instead !== null ? <p role="status">{instead}</p> : !seen.value && <p class="coming-soon">{words.value.preview.coming}</p>}
      </div>
      <figcaption>
        <p class="which">
          <b>{name}</b> {caption.number !== null && <span class="figures number">{caption.number}</span>} {caption.name}
        </p>
        <p class="soft figures">{caption.more}</p>
      </figcaption>
    </figure>
  );
}

/** The wall as it is, and as it would be after GO. */
export function PreviewPanel({ desk, cues, now }: Props): JSX.Element {
  const { preview: w } = words.value;
  const wall = useRef<HTMLCanvasElement>(null);
  const go = useRef<HTMLCanvasElement>(null);
  const onWall = useCaption(() => wallCaption(now.value), now);
  const onGo = useCaption(() => goCaption(cues.value, now.value), now);
  useEffect(() => (wall.current && go.current ? desk.show(wall.current, go.current) : undefined), [desk]);
  const state = desk.state.value;
  const trouble = state === 'live' ? null : w[state];
  const nothing = onWall.number === null ? w.noShow : onGo.number === null ? w.end : null;
  return (
    <section class="watch" aria-label={w.title} data-state={state}>
      <Screen canvas={wall} kind="wall" name={w.wall} label={w.wallNow} caption={onWall} instead={trouble} seen={desk.seen.wall} />
      <Screen canvas={go} kind="go" name={w.go} label={w.goWould} caption={onGo} instead={trouble ?? nothing} seen={desk.seen.go} />
    </section>
  );
}
