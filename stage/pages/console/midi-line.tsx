import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { words } from '../shared/i18n/language.ts';
import { nameOf, portOf } from './clock/device.ts';
import type { ClockOutState } from './clock/out.ts';
import type { PlayDesk } from './play-desk.ts';

interface Props {
  readonly play: PlayDesk;
  /** whether the line is shown */
  readonly shown: Signal<boolean>;
}

const NOWHERE = '';
const LAMPS: Readonly<Record<ClockOutState, string>> = {
  off: '',
  unplugged: 'trouble',
  elsewhere: 'pending',
  silent: 'trouble',
  waiting: 'pending',
  running: 'good',
};

/** What the clock does, in one sentence. */
const saidOf = (play: PlayDesk): string => words.value.play.clockState[play.clockOut.value](play.clockTo.chosen.value?.name ?? '');

/** Asks for MIDI, then shows and hides its line; its lamp tells how a clock that is sent fares. */
export function MidiButton({ play, shown }: Props): JSX.Element {
  const { play: w } = words.value;
  const state = play.midi.state.value;
  const clock = play.clockOut.value;
  const heard = [w.midiState[state], play.midi.devices.value.join(', '), ...(clock === 'off' ? [] : [saidOf(play)])];
  return (
    <button
      type="button"
      disabled={state === 'absent'}
      class={state === 'on' ? 'heard' : ''}
      title={heard.filter((text) => text !== '').join(' ')}
      aria-expanded={shown.value}
      onClick={() => {
        play.midi.open();
        shown.value = !shown.peek();
      }}
    >
      {w.midi}
      {state === 'on' && clock !== 'off' && <i class={`clock-lamp ${LAMPS[clock]}`} aria-hidden="true" />}
    </button>
  );
}

/** Where the beat is sent: nowhere, or one device. */
function ClockTo({ play }: Pick<Props, 'play'>): JSX.Element {
  const { play: w } = words.value;
  const id = useId();
  const device = play.clockTo.chosen.value;
  const outputs = play.midi.outputs.value;
  const port = device && portOf(outputs, device);
  return (
    <>
      <label for={id}>{w.clockTo}</label>
      <select
        id={id}
        value={port?.id ?? device?.id ?? NOWHERE}
        onChange={({ currentTarget: { value } }) => {
          const output = outputs.find((one) => one.id === value);
          if (output) play.clockTo.choose({ id: output.id, name: nameOf(output) });
          else if (value === NOWHERE) play.clockTo.choose(null);
        }}
      >
        <option value={NOWHERE}>{w.clockNowhere}</option>
        {device !== null && port === null && <option value={device.id}>{device.name}</option>}
        {outputs.map((output) => (
          <option key={output.id} value={output.id}>
            {nameOf(output)}
          </option>
        ))}
      </select>
      <span class={`said ${LAMPS[play.clockOut.value]}`} role="status">
        {saidOf(play)}
      </span>
    </>
  );
}

/** What MIDI is heard, and where the beat goes. */
export function MidiLine({ play, shown }: Props): JSX.Element | null {
  const { play: w } = words.value;
  if (!shown.value) return null;
  const state = play.midi.state.value;
  const names = play.midi.devices.value.join(', ');
  return (
    <div class="midi-line">
      <p class="soft">{state === 'on' ? w.midiHeard(names) : w.midiState[state]}</p>
      {state === 'on' && <ClockTo play={play} />}
    </div>
  );
}
