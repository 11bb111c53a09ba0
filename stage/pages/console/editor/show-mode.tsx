import type { JSX } from 'preact';
import { words } from '../../shared/i18n/language.ts';
import type { CueDesk } from '../cue-desk.ts';

/** A padlock, shut or open. */
export const Lock = ({ shut }: { readonly shut: boolean }): JSX.Element => (
  <svg class="lock" viewBox="0 0 20 22" aria-hidden="true">
    <path d={shut ? 'M5 10V6a5 5 0 0 1 10 0v4' : 'M5 10V6a5 5 0 0 1 9.6-2'} fill="none" stroke="currentColor" stroke-width="2.4" />
    <rect x="2" y="10" width="16" height="11" rx="2" fill="currentColor" />
  </svg>
);

/** The switch that locks whatever would be saved. */
export function ShowModeSwitch({ desk }: { readonly desk: CueDesk }): JSX.Element {
  const { editor: w } = words.value;
  const on = desk.editor.locked.value;
  return (
    <button
      type="button"
      role="switch"
      class={on ? 'show-mode on' : 'show-mode'}
      aria-checked={on}
      title={w.showModeHint}
      onClick={() => desk.wish({ kind: 'show-mode', on: !on })}
    >
      <Lock shut={on} />
      <span>{w.showMode}</span>
      <i aria-hidden="true" />
    </button>
  );
}

/** In the console's header at all times: whether edits are locked, and whether what was made is on disk. */
export function ProgrammeLine({ desk }: { readonly desk: CueDesk }): JSX.Element {
  const { editor: w } = words.value;
  const on = desk.editor.locked.value;
  const saved = desk.saved.value;
  const state = saved === null ? '' : saved.state === 'failed' ? w.unsaved : w[saved.state];
  return (
    <div class="programme">
      <span class={on ? 'mode on' : 'mode'} title={on ? w.lockedWhy : w.showModeHint}>
        <Lock shut={on} /> <span>{on ? w.showModeOn : w.showModeOff}</span>
      </span>
      {saved !== null && (
        <span
          class={`saved ${saved.state}`}
          role="status"
          title={saved.why === null ? saved.file : `${saved.why.text}; ${saved.why.remedy}`}
        >
          <span class="file">{saved.file}</span> {state}
          {saved.why !== null && <span lang="en">: {saved.why.text}</span>}
        </span>
      )}
    </div>
  );
}
