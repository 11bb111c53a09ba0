import type { JSX } from 'preact';
import { words } from '../shared/i18n/language.ts';
import type { SourceState } from './hands/source.ts';

/** What is met with the bodies, and what to do about it, in one line. */
export function BodyWords({ state }: { readonly state: SourceState }): JSX.Element {
  const { bodies } = words.value;
  return (
    <>
      {bodies.state[state.kind]} {state.remedy !== null && <span class="remedy">{bodies.remedy(state.remedy)}</span>}
    </>
  );
}

/** What is met, and what to do about it, in one line. */
export function CameraWords({ state }: { readonly state: SourceState }): JSX.Element {
  const { camera, cameraRemedy } = words.value;
  return (
    <>
      {camera[state.kind]} {state.remedy !== null && <span class="remedy">{cameraRemedy[state.remedy]}</span>}
    </>
  );
}
