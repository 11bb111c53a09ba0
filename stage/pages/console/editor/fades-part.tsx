import type { JSX } from 'preact';
import { findScene } from '../../../../scenes/index.ts';
import { language, words } from '../../shared/i18n/language.ts';
import { type FadeDraft, freshFade } from './draft.ts';
import { ChoiceField, Fold, type Part, TextField } from './field.tsx';

const MOST = 64;

/** Where light, sound and parameters go when the cue comes, each in its own time. */
export function FadesPart({ draft, change, fault }: Part): JSX.Element {
  const { editor: w } = words.value;
  const { fades } = draft;
  const params = Object.entries(findScene(draft.scene)?.params ?? {});
  const put = (i: number, news: Partial<FadeDraft>): void =>
    change((was) => ({ ...was, fades: was.fades.map((fade, j) => (j === i ? { ...fade, ...news } : fade)) }));
  const targets = [
    { id: 'light', label: w.light },
    { id: 'sound', label: w.sound },
    ...params.map(([name, { label }]) => ({ id: `param ${name}`, label: label[language.value] })),
  ];
  const choose = (i: number, id: string): void => {
    const [what, name = ''] = id.split(' ');
    const initial = params.find(([param]) => param === name)?.[1].initial;
    if (what === 'param') put(i, { what, name, to: String(initial ?? 0) });
    if (what === 'light' || what === 'sound') put(i, { what, name: '' });
  };
  return (
    <Fold title={w.fields.fades} says={fades.length === 0 ? w.nothing : String(fades.length)} open={fades.length > 0}>
      {fades.map((fade, i) => (
        <fieldset key={i} class="line fade" aria-label={`${w.fields.fades} ${i + 1}`}>
          <ChoiceField
            label={w.target}
            value={fade.what === 'param' ? `param ${fade.name}` : fade.what}
            options={targets}
            set={(id) => choose(i, id)}
            fault={fault(`fades.${i}.what`)}
          />
          <TextField
            figure
            label={w.fadeTo}
            hint={fade.what === 'param' ? (params.find(([name]) => name === fade.name)?.[1].unit ?? '') : w.percent}
            value={fade.to}
            set={(to) => put(i, { to })}
            fault={fault(`fades.${i}.to`)}
          />
          <TextField
            figure
            label={w.fields.transitionS}
            hint="s"
            value={fade.seconds}
            set={(seconds) => put(i, { seconds })}
            fault={fault(`fades.${i}.seconds`)}
          />
          <ChoiceField
            label={w.curve}
            value={fade.curve}
            options={(['soft', 'even'] as const).map((id) => ({ id, label: w.curves[id] }))}
            set={(id) => put(i, { curve: id === 'even' ? 'even' : 'soft' })}
          />
          <button
            type="button"
            class="remove"
            aria-label={w.removeFade(i + 1)}
            title={w.removeFade(i + 1)}
            onClick={() => change((was) => ({ ...was, fades: was.fades.filter((_, j) => j !== i) }))}
          >
            ×
          </button>
        </fieldset>
      ))}
      <button type="button" disabled={fades.length >= MOST} onClick={() => change((was) => ({ ...was, fades: [...was.fades, freshFade] }))}>
        {w.addFade}
      </button>
    </Fold>
  );
}
