import type { JSX } from 'preact';
import { words } from '../../shared/i18n/language.ts';
import type { PlayDesk } from '../play-desk.ts';
import { nameOf, portOf } from './device.ts';

const NOWHERE = '';
const LOOKS = { off: '', unplugged: 'trouble', elsewhere: 'pending', silent: 'trouble', waiting: 'pending', running: 'heard' } as const;

/** Where the beat is sent, beside what is heard. It is there once MIDI is. */
export function ClockTo({ play }: { readonly play: PlayDesk }): JSX.Element | null {
  const { play: w } = words.value;
  const device = play.clockTo.chosen.value;
  const outputs = play.midi.outputs.value;
  if (play.midi.state.value !== 'on' || (outputs.length === 0 && device === null)) return null;
  const port = device && portOf(outputs, device);
  const state = play.clockOut.value;
  const said = w.clockState[state](device?.name ?? '');
  return (
    <>
      <select
        class={`clock-to ${LOOKS[state]}`}
        aria-label={w.clockTo}
        title={said}
        value={port?.id ?? device?.id ?? NOWHERE}
        onChange={({ currentTarget: { value } }) => {
          const chosen = outputs.find(({ id }) => id === value);
          if (chosen) play.clockTo.choose({ id: chosen.id, name: nameOf(chosen) });
          else if (value === NOWHERE) play.clockTo.choose(null);
        }}
      >
        <option value={NOWHERE}>{w.clockNowhere}</option>
        {device !== null && port === null && <option value={device.id}>{w.clockGone(device.name)}</option>}
        {outputs.map((output) => (
          <option key={output.id} value={output.id}>
            {w.clockGoes(nameOf(output))}
          </option>
        ))}
      </select>
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}
