import type { JSX } from 'preact';
import type { ArmView } from '../../protocol/messages.ts';
import { words } from './i18n/language.ts';

/** The arm in one line: its state in words, why, and what to do. */
export function ArmLine({ arm }: { readonly arm: ArmView | null }): JSX.Element | null {
  if (arm === null) return null;
  const quiet = arm.state === 'ready' || arm.state === 'painting';
  return (
    <p class={`arm-line ${arm.state}`}>
      {words.value.arm[arm.state]}
      {!quiet && arm.text !== '' && <span class="why">{arm.text}</span>}
    </p>
  );
}
