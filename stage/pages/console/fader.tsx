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
  /** where mappings take it, if they do: a mark beside the knob, which stays the hand's own */
  readonly moved?: number | undefined;
  readonly tall?: boolean;
}

/** From where a hand has set it to where mappings take it. */
const Mark = ({ from, to }: { readonly from: number; readonly to: number }): JSX.Element => (
  <i class="mark" aria-hidden="true" style={{ '--low': Math.min(from, to), '--high': Math.max(from, to), '--to': to }} />
);

/** A fader whose knob follows the show, except while somebody holds it. */
export function Fader({ label, value, min, max, step, show, set, moved, tall = false }: Props): JSX.Element {
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
  const shareOf = (of: number): number => (max > min ? Math.min(1, Math.max(0, (of - min) / (max - min))) : 0);
  const share = shareOf(shown);
  /** less than half a step is no movement that anybody sees */
  const mark = moved === undefined || Math.abs(moved - shown) < step / 2 ? null : moved;
  return (
    <div class={tall ? 'fader tall' : 'fader'} style={{ '--share': share }}>
      <label for={id}>{label}</label>
      <span class="knob">
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={step}
          value={shown}
          aria-valuetext={mark === null ? show(shown) : `${show(shown)} → ${show(mark)}`}
          onInput={(event) => {
            held.value = event.currentTarget.valueAsNumber;
            tell(event.currentTarget.valueAsNumber);
            letGo();
          }}
        />
        {mark !== null && <Mark from={share} to={shareOf(mark)} />}
      </span>
      <output class="figures" for={id}>
        {show(shown)}
        {mark !== null && <span class="moved"> → {show(mark)}</span>}
      </output>
    </div>
  );
}
