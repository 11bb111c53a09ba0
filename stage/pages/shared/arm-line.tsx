import type { JSX } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import { armWords } from './arm-words.ts';
import { words } from './i18n/language.ts';

/** The arm in one line: its state in words, why, and what to do. What it says itself is in English. */
export function ArmLine({ arm }: { readonly arm: ArmView | null }): JSX.Element | null {
  if (arm === null) return null;
  const said = armWords(arm, words.value);
  const quiet = arm.state === 'ready' || arm.state === 'painting';
  return (
    <p class={`arm-line ${arm.state}`}>
      {said.state}
      {!quiet && said.why !== null && <span class="why">{said.why}</span>}
      {!quiet && arm.refusal !== null && arm.refusal.text !== '' && (
        <span class="why" lang="en">
          {arm.refusal.text}
        </span>
      )}
    </p>
  );
}
