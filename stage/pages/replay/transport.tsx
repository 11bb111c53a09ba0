import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import { LONGEST_MIN } from '../../protocol/film.ts';
import { words } from '../shared/i18n/language.ts';
import { filmCommand, type Stretch, tooLong } from './command.ts';
import type { ReplayDesk } from './desk.ts';
import { SPEEDS } from './player.ts';

const speedName = (speed: number): string => (speed === 0.25 ? '¼' : speed === 0.5 ? '½' : String(speed));

/** What is pressed: play, cues, speed, sound. */
export function Transport({ desk }: { readonly desk: ReplayDesk }): JSX.Element {
  const { replay: w } = words.value;
  const { player } = desk;
  const heard = desk.sound.state.value !== 'muted';
  return (
    <div class="transport">
      <button type="button" aria-label={w.previous} title={w.previous} onClick={desk.act.previous}>
        <Sign path="M4 4h3v16H4zM20 4v16L8 12z" />
      </button>
      <button type="button" class="play" onClick={desk.act.play}>
        <Sign path={player.playing.value ? 'M5 4h5v16H5zM14 4h5v16h-5z' : 'M6 3v18l15-9z'} />
        {player.playing.value ? w.pause : w.play}
      </button>
      <button type="button" aria-label={w.next} title={w.next} onClick={desk.act.next}>
        <Sign path="M17 4h3v16h-3zM4 4v16l12-8z" />
      </button>
      <label class="speed">
        <span>{w.speed}</span>
        <select
          value={String(player.speed.value)}
          onChange={({ currentTarget }) => {
            player.speed.value = Number(currentTarget.value);
          }}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speedName(speed)} ×
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="sound" aria-pressed={heard} title={w.soundWhy} onClick={desk.act.sound}>
        {w.sound}
      </button>
    </div>
  );
}

const Sign = ({ path }: { readonly path: string }): JSX.Element => (
  <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
    <path d={path} fill="currentColor" />
  </svg>
);

function Point({
  name,
  set,
  step,
  does,
}: {
  readonly name: string;
  readonly set: string;
  readonly step: number;
  readonly does: () => void;
}): JSX.Element {
  return (
    <div class="point">
      <span>{name}</span>
      <output class="figures">{showTime(Math.round((step / HZ) * 10) / 10)}</output>
      <button type="button" aria-label={set} title={set} onClick={does}>
        {words.value.replay.set}
      </button>
    </div>
  );
}

/** The chosen stretch, and the command that makes a film of it. */
export function FilmPanel({ desk, chosen }: { readonly desk: ReplayDesk; readonly chosen: ReadonlySignal<Stretch> }): JSX.Element {
  const { replay: w } = words.value;
  const copied = useSignal<'no' | 'yes' | 'by-hand'>('no');
  const command = filmCommand(desk.folder, desk.run, chosen.value);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(command);
      copied.value = 'yes';
    } catch {
      copied.value = 'by-hand';
    }
    setTimeout(() => {
      copied.value = 'no';
    }, 2500);
  };
  const { from, to } = chosen.value;
  return (
    <section class="film">
      <h2>
        {w.film} <span class="figures">· {w.stretch(showTime(Math.round(((to - from) / HZ) * 10) / 10))}</span>
      </h2>
      <div class="points">
        <Point name={w.in} set={w.setIn} step={from} does={desk.act.in} />
        <Point name={w.out} set={w.setOut} step={to} does={desk.act.out} />
      </div>
      {tooLong(chosen.value) ? (
        <p class="soft">{w.tooLong(LONGEST_MIN)}</p>
      ) : (
        <div class="take">
          <code>{command.split(' ').flatMap((part, n) => [<span key={`${n} ${part}`}>{part}</span>, ' '])}</code>
          <button type="button" class="copy" title={w.filmHow} onClick={() => void copy()}>
            {copied.value === 'yes' ? w.copied : copied.value === 'by-hand' ? w.copyByHand : w.copy}
          </button>
        </div>
      )}
    </section>
  );
}
