import type { JSX } from 'preact';
import { words } from '../../shared/i18n/language.ts';
import { freshUntil, type UntilDraft } from './draft.ts';
import { ChoiceField, type Option, type Part, TextField } from './field.tsx';

const MOST = 8;
const KINDS: readonly UntilDraft['on'][] = ['time', 'gesture', 'vote', 'energy', 'painting'];

interface Props extends Part {
  /** the cues of the list, and this one */
  readonly cues: readonly Option[];
}

/** The fields that a kind of condition has. */
function Fields(props: {
  readonly until: UntilDraft;
  readonly at: string;
  readonly put: (news: Partial<UntilDraft>) => void;
  readonly fault: Part['fault'];
}): JSX.Element {
  const { until, at, put, fault } = props;
  const { editor: w } = words.value;
  const text = (field: Exclude<keyof UntilDraft, 'on'>, label: string, placeholder = '', figure = true): JSX.Element => (
    <TextField
      {...{ label, placeholder, figure }}
      value={until[field]}
      set={(value) => put({ [field]: value })}
      fault={fault(`${at}.${field}`)}
    />
  );
  switch (until.on) {
    case 'time':
      return text('seconds', w.seconds);
    case 'gesture': {
      const options = Object.entries(w.gestures).map(([id, label]) => ({ id, label }));
      return (
        <>
          <ChoiceField label={w.gesture} value={until.gesture} options={options} set={(gesture) => put({ gesture })} />
          {text('count', w.count, '1')}
        </>
      );
    }
    case 'vote':
      return (
        <>
          {text('choice', w.choice, 'left', false)}
          {text('label', w.label, until.choice, false)}
          {text('count', w.votes)}
        </>
      );
    case 'energy':
      return (
        <>
          {text('above', w.above, '0')}
          {text('below', w.below, '100')}
          {text('seconds', w.lasting)}
        </>
      );
    case 'painting':
      return text('left', w.left, '0');
  }
}

/** What the next cue waits for; the first condition that is so decides, and may lead elsewhere. */
export function UntilsPart({ draft, change, fault, cues }: Props): JSX.Element {
  const { editor: w } = words.value;
  const { untils } = draft;
  const put = (i: number, news: Partial<UntilDraft>): void =>
    change((was) => ({ ...was, untils: was.untils.map((until, j) => (j === i ? { ...until, ...news } : until)) }));
  return (
    <fieldset class="untils">
      <legend>
        {w.fields.untils} {untils.length > 1 && <span class="soft">{w.firstDecides}</span>}
      </legend>
      {untils.map((until, i) => (
        <fieldset key={i} class="line until" aria-label={w.condition(i + 1)}>
          <ChoiceField
            label={w.condition(i + 1)}
            value={until.on}
            options={KINDS.map((id) => ({ id, label: w.kinds[id] }))}
            set={(id) => put(i, { on: KINDS.find((kind) => kind === id) ?? 'time' })}
          />
          <Fields until={until} at={`untils.${i}`} put={(news) => put(i, news)} fault={fault} />
          <ChoiceField
            label={w.leadsTo}
            value={until.to}
            options={[{ id: '', label: w.thenNext }, ...cues]}
            set={(to) => put(i, { to })}
            fault={fault(`untils.${i}.to`)}
          />
          <button
            type="button"
            class="remove"
            aria-label={w.removeUntil(i + 1)}
            title={w.removeUntil(i + 1)}
            onClick={() => change((was) => ({ ...was, untils: was.untils.filter((_, j) => j !== i) }))}
          >
            ×
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        disabled={untils.length >= MOST}
        onClick={() => change((was) => ({ ...was, untils: [...was.untils, freshUntil] }))}
      >
        {w.addUntil}
      </button>
    </fieldset>
  );
}
