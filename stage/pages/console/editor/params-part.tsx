import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { findScene } from '../../../../scenes/index.ts';
import { language, words } from '../../shared/i18n/language.ts';
import type { ShowNow } from '../../shared/mirror.ts';
import { Fader } from '../fader.tsx';
import type { Part } from './field.tsx';

interface Props extends Part {
  readonly now: ReadonlySignal<ShowNow>;
  /** the scene that is on */
  readonly on: string;
}

/** Where the cue puts each parameter of its scene; what it does not set is the scene's own. */
export function ParamsPart({ draft, change, now, on }: Props): JSX.Element {
  const { editor: w } = words.value;
  const params = Object.entries(findScene(draft.scene)?.params ?? {});
  const set = (name: string, value: number): void => change((was) => ({ ...was, params: { ...was.params, [name]: value } }));
  const leave = (name: string): void => change(({ params: { [name]: _, ...others }, ...was }) => ({ ...was, params: others }));
  const count = params.filter(([name]) => draft.params[name] !== undefined).length;
  const elsewhere = on !== draft.scene;
  if (params.length === 0) return <p class="soft">{words.value.console.noParams}</p>;
  return (
    <fieldset class="params-part">
      <legend>
        {w.fields.params} <span class="soft">{w.setCount(count)}</span>
      </legend>
      <div class="row">
        <button
          type="button"
          disabled={elsewhere}
          title={elsewhere ? w.asNowOther : w.asNowHint}
          onClick={() => {
            const { params: there } = now.peek();
            change((was) => ({ ...was, params: Object.fromEntries(params.map(([name, { initial }]) => [name, there[name] ?? initial])) }));
          }}
        >
          {w.asNow}
        </button>
        <button type="button" disabled={count === 0} onClick={() => change((was) => ({ ...was, params: {} }))}>
          {w.allOwn}
        </button>
      </div>
      {params.map(([name, slider]) => {
        const value = draft.params[name];
        const label = slider.label[language.value];
        return (
          <div key={name} class={value === undefined ? 'param own' : 'param'}>
            <Fader
              label={label}
              value={value ?? slider.initial}
              min={slider.min}
              max={slider.max}
              step={(slider.max - slider.min) / 200}
              show={(at) => `${Math.round(at * 100) / 100} ${slider.unit}`}
              set={(at) => set(name, at)}
            />
            <button
              type="button"
              class="small"
              disabled={value === undefined}
              aria-label={w.ownParam(label)}
              title={w.ownParam(label)}
              onClick={() => leave(name)}
            >
              ↺
            </button>
          </div>
        );
      })}
      <p class="soft">{w.setHint}</p>
    </fieldset>
  );
}
