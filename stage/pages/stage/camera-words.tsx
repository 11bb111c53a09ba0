import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { SourceState } from './hands/source.ts';

/** What is met, and what to do about it, in one line. */
export function CameraWords({ state }: { readonly state: SourceState }): JSX.Element {
  const { camera, cameraRemedy } = words.value;
  return <Met what={camera[state.kind]} remedy={state.remedy === null ? null : cameraRemedy[state.remedy]} />;
}

/** The same of what looks for whole bodies. */
export function BodyWords({ state }: { readonly state: SourceState }): JSX.Element {
  const { bodies } = words.value;
  return <Met what={bodies.state[state.kind]} remedy={state.remedy === null ? null : bodies.remedy(state.remedy)} />;
}

/** A command stands between backticks in the words; on the page it is never broken, since a line that ends in a hyphen is none. */
function Met({ what, remedy }: { readonly what: string; readonly remedy: string | null }): JSX.Element {
  return (
    <>
      {what}{' '}
      {remedy !== null && (
        <span class="remedy">{remedy.split('`').map((part, i) => (i % 2 === 1 ? <code key={part}>{part}</code> : part))}</span>
      )}
    </>
  );
}
