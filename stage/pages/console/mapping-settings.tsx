import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { deedOf } from '../../../engine/mapping/deed.ts';
import { type Mapping, mappingSchema } from '../../../engine/mapping/schema.ts';
import type { Hello } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import { Choose } from './choose.tsx';
import { Fader } from './fader.tsx';
import { figure, type Span, signalSpan, targetSpan } from './mapping-names.ts';

interface Props {
  readonly mapping: Mapping;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly put: (mapping: Mapping) => void;
}

const CURVES = mappingSchema.shape.curve.unwrap().options;
const percent = (value: number): string => `${Math.round(value * 100)} %`;
/** Times feel even when short ones have more room: the fader is the square root of the time. 5 s is enough for a hand on a fader. */
const LONGEST_S = 5;

/** Two faders for the ends of a range, which may fall. */
function Ends(props: {
  readonly labels: readonly [string, string];
  readonly span: Span;
  readonly value: readonly [number, number];
  readonly set: (value: [number, number]) => void;
}): JSX.Element {
  const { labels, span, value, set } = props;
  const end = (i: 0 | 1): JSX.Element => (
    <Fader
      label={labels[i]}
      value={value[i]}
      min={span.min}
      max={span.max}
      step={(span.max - span.min) / 200}
      show={(one) => figure(one, span.unit)}
      set={(one) => set(i === 0 ? [one, value[1]] : [value[0], one])}
    />
  );
  return (
    <>
      {end(0)}
      {end(1)}
    </>
  );
}

function Threshold({ mapping, put }: Omit<Props, 'hello'>): JSX.Element {
  const { play: w } = words.value;
  const { threshold, ...without } = mapping;
  const fader = (label: string, value: number, set: (value: number) => { on: number; off: number }): JSX.Element | null =>
    threshold === undefined ? null : (
      <Fader
        label={label}
        value={value}
        min={0}
        max={1}
        step={0.01}
        show={percent}
        set={(one) => put({ ...mapping, threshold: { ...threshold, ...set(one) } })}
      />
    );
  return (
    <>
      <button
        type="button"
        class={threshold ? 'armed' : ''}
        aria-pressed={threshold !== undefined}
        onClick={() => put(threshold ? without : { ...mapping, threshold: { on: 0.6, off: 0.4, as: 'gate' } })}
      >
        {w.threshold}
      </button>
      {threshold && fader(w.thresholdOn, threshold.on, (on) => ({ on, off: Math.min(on, threshold.off) }))}
      {threshold && fader(w.thresholdOff, threshold.off, (off) => ({ off, on: Math.max(off, threshold.on) }))}
    </>
  );
}

function Invert({ mapping, put }: Omit<Props, 'hello'>): JSX.Element {
  return (
    <button
      type="button"
      class={mapping.invert ? 'armed' : ''}
      aria-pressed={mapping.invert}
      onClick={() => put({ ...mapping, invert: !mapping.invert })}
    >
      {words.value.play.invert}
    </button>
  );
}

function InEnds({ mapping, put }: Omit<Props, 'hello'>): JSX.Element {
  const { play: w } = words.value;
  const from = signalSpan(mapping.from);
  return (
    <Ends
      labels={[w.inFrom, w.inTo]}
      span={from}
      value={mapping.in ?? [from.min, from.max]}
      set={(ends) => put({ ...mapping, in: ends })}
    />
  );
}

/** Of what does something: when its signal counts as pressed. */
const PressSettings = (props: Omit<Props, 'hello'>): JSX.Element => (
  <div class="settings">
    <Invert {...props} />
    <InEnds {...props} />
    <Threshold {...props} />
  </div>
);

function Settings({ mapping, hello, put }: Props): JSX.Element {
  const { play: w } = words.value;
  const to = targetSpan(mapping.to, hello.value);
  const time = (label: string, value: number, set: (s: number) => Mapping): JSX.Element => (
    <Fader
      label={label}
      value={Math.sqrt(Math.min(value, LONGEST_S))}
      min={0}
      max={Math.sqrt(LONGEST_S)}
      step={0.01}
      show={(root) => figure(root * root, 's')}
      set={(root) => put(set(root * root))}
    />
  );
  return (
    <div class="settings">
      <Choose
        label={w.curve}
        choices={CURVES.map((id) => ({ id, label: w.curves[id] }))}
        value={mapping.curve}
        set={(id) => {
          const curve = CURVES.find((one) => one === id);
          if (curve) put({ ...mapping, curve });
        }}
      />
      <Invert mapping={mapping} put={put} />
      {mapping.curve === 'exponential' && (
        <Fader
          label={w.bend}
          value={mapping.bend}
          min={-10}
          max={10}
          step={0.1}
          show={(bend) => words.value.console.quantity(bend, 1, '')}
          set={(bend) => put({ ...mapping, bend })}
        />
      )}
      {mapping.curve === 'steps' && (
        <Fader label={w.steps} value={mapping.steps} min={2} max={16} step={1} show={String} set={(steps) => put({ ...mapping, steps })} />
      )}
      <InEnds mapping={mapping} put={put} />
      <Ends
        labels={[w.outFrom, w.outTo]}
        span={to}
        value={mapping.out ?? [to.min, to.max]}
        set={(ends) => put({ ...mapping, out: ends })}
      />
      {time(w.attack, mapping.attackS, (attackS) => ({ ...mapping, attackS }))}
      {time(w.release, mapping.releaseS, (releaseS) => ({ ...mapping, releaseS }))}
      <Fader label={w.depth} value={mapping.depth} min={0} max={1} step={0.01} show={percent} set={(depth) => put({ ...mapping, depth })} />
      <Threshold mapping={mapping} put={put} />
    </div>
  );
}

/** Curve, ranges, times and threshold; shut until somebody asks, so that a list of fifty stays a list. */
export function MappingSettings({ locked, ...props }: Props & { readonly locked: ReadonlySignal<boolean> }): JSX.Element {
  const open = useSignal(false);
  return (
    <div class="more">
      <button
        type="button"
        class="small"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {words.value.play.settings} {open.value ? '▴' : '▾'}
      </button>
      {open.value && (
        <fieldset disabled={locked.value}>
          {deedOf(props.mapping.to) === null ? <Settings {...props} /> : <PressSettings mapping={props.mapping} put={props.put} />}
        </fieldset>
      )}
    </div>
  );
}
