import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { aspectOf } from '../shared/canvas.ts';
import type { Link } from '../shared/connection.ts';
import { EaselView } from '../shared/easel-view.tsx';
import { language, speak, words } from '../shared/i18n/language.ts';
import { KeyList } from '../shared/key-list.tsx';
import { NoticeLine } from '../shared/notice.tsx';
import { ArmPanel } from './arm-panel.tsx';
import { CuePanel, Masters } from './cue-panel.tsx';
import { CueSheet } from './cue-sheet.tsx';
import type { Desk } from './desk.ts';
import { ProgrammeLine } from './editor/show-mode.tsx';
import { LogPanel } from './log-panel.tsx';
import { MappingPanel } from './mapping-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { ParamsPanel } from './params-panel.tsx';
import { PreviewPanel } from './preview/preview-panel.tsx';
import { QueuePanel } from './queue-panel.tsx';
import { RoomPanel } from './room-panel.tsx';
import { clock } from './show-clock.ts';
import { StoryPanel } from './story-panel.tsx';

export interface ConsolePage {
  readonly desk: Desk;
  readonly link: ReadonlySignal<Link>;
  readonly help: Signal<boolean>;
  /** whether the pad that moves the arm is open */
  readonly moving: Signal<boolean>;
}

function ShowClock({ desk }: { readonly desk: Desk }): JSX.Element {
  const text = useMemo(() => computed(() => clock(desk.now.value.time)), [desk]);
  return <time class="figures">{text}</time>;
}

function Painting({ desk }: { readonly desk: Desk }): JSX.Element {
  const aspect = aspectOf(desk.hello.value);
  return (
    <section class="panel canvas" style={{ '--aspect': aspect }}>
      <EaselView feed={desk.feed} arm={desk.arm.arm} aspect={aspect} label={words.value.console.painting} />
    </section>
  );
}

function Locked(): JSX.Element {
  const { console: w } = words.value;
  return (
    <div class="locked">
      <h1>{w.locked}</h1>
      <p>{w.lockedRemedy}</p>
    </div>
  );
}

/** The artist's desk: everything on one page, nothing modal, nothing that moves by itself. */
export function Console({ desk, link, help, moving }: ConsolePage): JSX.Element {
  const { console: w, link: linkWords } = words.value;
  if (link.value === 'refused') return <Locked />;
  return (
    <div class={link.value === 'lost' ? 'console unheard' : 'console'}>
      <header>
        <ShowClock desk={desk} />
        <h1>{desk.hello.value?.title ?? 'alla prima'}</h1>
        {desk.arm.lease.value && <p class="me">{w.me(desk.arm.lease.value.you)}</p>}
        <ProgrammeLine desk={desk.cues} />
        <div class="told">
          {link.value === 'lost' && (
            <p class="lost" role="alert">
              <strong>{linkWords.lost}</strong> {w.unheard}
            </p>
          )}
          <NoticeLine />
        </div>
        <button type="button" class="of-cues" aria-expanded={desk.cues.open.value} onClick={desk.cues.toggle}>
          {words.value.cues.title} <kbd>L</kbd>
        </button>
        <button type="button" aria-expanded={desk.preview.open.value} onClick={desk.preview.toggle}>
          {words.value.preview.title} <kbd>P</kbd>
        </button>
        <button type="button" onClick={() => speak(language.value === 'en' ? 'fr' : 'en')}>
          {language.value === 'en' ? 'Français' : 'English'}
        </button>
        <button
          type="button"
          aria-expanded={help.value}
          onClick={() => {
            help.value = !help.value;
          }}
        >
          {w.keys} <kbd>?</kbd>
        </button>
      </header>
      <ArmPanel desk={desk} moving={moving} />
      {desk.preview.open.value && <PreviewPanel desk={desk.preview} cues={desk.cues.list} now={desk.now} />}
      <Painting desk={desk} />
      <div class="right">
        <CuePanel desk={desk} />
        <Masters desk={desk} />
      </div>
      {moving.value ? <MovePanel desk={desk.arm} hello={desk.hello} /> : <StoryPanel desk={desk} />}
      <QueuePanel desk={desk} />
      <div class="aside">
        <RoomPanel desk={desk} />
        <LogPanel desk={desk} />
      </div>
      <ParamsPanel desk={desk} />
      <MappingPanel play={desk.play} hello={desk.hello} now={desk.now} editor={desk.cues.editor} />
      <CueSheet desk={desk.cues} now={desk.now} />
      {help.value && <KeyList label={words.value.console.keys} keys={words.value.console.keyList} />}
    </div>
  );
}
