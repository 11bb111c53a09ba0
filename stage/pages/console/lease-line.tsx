import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { ArmDesk } from './arm-desk.ts';

/** Whose hands the arm is in, and the one button that changes that. */
export function LeaseLine({ desk }: { readonly desk: ArmDesk }): JSX.Element {
  const { console: w } = words.value;
  const lease = desk.lease.value;
  const { you, holder } = lease ?? { you: 0, holder: null };
  const yours = holder !== null && holder === you;
  const want = holder === null ? 'ask' : yours ? 'back' : 'over';
  return (
    <div class="lease">
      <h2>
        {w.arm}{' '}
        <span class={holder !== null && !yours ? 'whose theirs' : 'whose'} role="status">
          {holder === null ? w.lease.nobody : yours ? w.lease.yours : w.lease.theirs(holder)}
        </span>
      </h2>
      <button type="button" class={want === 'over' ? 'over' : ''} disabled={lease === null} onClick={() => desk.ask(want)}>
        {w.lease[want]}
      </button>
    </div>
  );
}
