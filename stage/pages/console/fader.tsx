import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { throttle } from '../shared/throttle.ts';

/** The show is told of a moving fader at most this often, ms. */
const EVERY_MS = 33;
/** After a hand leaves a fader, how long until the show's own value counts again, ms. */
const YIELD_MS = 600;

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** what is read beside the fader, and spoken */
  readonly show: (value: number) => string;
  readonly set: (value: number) => void;
  readonly tall?: boolean;
}

/** A fader whose knob follows the show, except while somebody holds it. */
export function Fader({ label, value, min, max, step, show, set, tall = false }: Props): JSX.Element {
  const held = useSignal<number | null>(null);
  const tell = useMemo(() => throttle(EVERY_MS, set), [set]);
  const letGo = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        held.value = null;
      }, YIELD_MS);
    };
  }, [held]);
  const id = useId();
  const shown = held.value ?? value;
  const share = max > min ? (shown - min) / (max - min) : 0;
  return (
    <div class={tall ? 'fader tall' : 'fader'} style={{ '--share': share }}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={shown}
        aria-valuetext={show(shown)}
        onInput={(event) => {
          held.value = event.currentTarget.valueAsNumber;
          tell(event.currentTarget.valueAsNumber);
          letGo();
        }}
      />
      <output class="figures" for={id}>
        {show(shown)}
      </output>
    </div>
  );
}
