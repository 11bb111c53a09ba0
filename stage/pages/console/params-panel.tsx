import type { JSX } from 'preact';
import { language, words } from '../shared/i18n/language.ts';
import type { Desk } from './desk.ts';
import { Fader } from './fader.tsx';

/** As many decimals as an eye can use, and always as many: nothing jumps while a value glides. */
const placesOf = (step: number): number => (step >= 1 ? 0 : step >= 0.1 ? 1 : 2);

/** Steps of a slider: a hundred and more over its range, in round figures. */
function stepOf(min: number, max: number): number {
  const rough = (max - min) / 100;
  return Math.min(1, 10 ** Math.floor(Math.log10(rough)));
}

/** The parameters of the scene that is on: where the artist has them, and where mappings take them. */
export function ParamsPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { console: w } = words.value;
  const hello = desk.hello.value;
  const { params, moved } = desk.now.value;
  const entries = Object.entries(hello?.scene.params ?? {});
  return (
    <section class="panel params">
      <h2>
        {w.params} <span>{hello?.scene.title ?? ''}</span>
      </h2>
      {entries.length === 0 && <p class="soft">{w.noParams}</p>}
      {entries.map(([name, slider]) => (
        <Fader
          key={name}
          label={slider.label[language.value]}
          value={params[name] ?? slider.initial}
          min={slider.min}
          max={slider.max}
          step={stepOf(slider.min, slider.max)}
          moved={moved[`${hello?.scene.id}/${name}`]}
          show={(value) => w.quantity(value, placesOf(stepOf(slider.min, slider.max)), slider.unit)}
          set={(value) => desk.param(name, value)}
        />
      ))}
    </section>
  );
}
