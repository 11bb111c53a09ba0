import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { words } from '../../shared/i18n/language.ts';
import type { Draft } from './draft.ts';
import type { Fault } from './faults.ts';

/** What every part of the form needs: the draft, how it is changed, and what is amiss. */
export interface Part {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly fault: (field: string) => Fault | undefined;
}

interface Common {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly fault?: Fault | undefined;
  readonly class?: string;
}

/** Label, control and what is amiss with it. */
function Frame(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: Fault | undefined;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { id, label, hint, fault } = props;
  return (
    <div class={`field ${props.class ?? ''} ${fault ? 'amiss' : ''}`}>
      <label for={id}>
        {label}
        {hint !== undefined && <small> {hint}</small>}
      </label>
      {props.children}
      {fault && (
        <p class="fault" id={`${id}-fault`} role="alert">
          {words.value.editor.fault(fault)}
        </p>
      )}
    </div>
  );
}

const described = (id: string, fault: Fault | undefined) =>
  fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : ({ 'aria-invalid': false } as const);

interface TextProps extends Common {
  readonly hint?: string;
  readonly placeholder?: string;
  /** a figure: narrow, with tabular digits and the keys for them on a tablet */
  readonly figure?: boolean;
  readonly disabled?: boolean;
}

/** One line of text, or a figure. */
export function TextField({
  label,
  value,
  set,
  fault,
  hint,
  placeholder,
  figure = false,
  disabled = false,
  ...rest
}: TextProps): JSX.Element {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, fault, class: rest.class }}>
      <input
        id={id}
        type="text"
        class={figure ? 'figures' : ''}
        inputMode={figure ? 'decimal' : 'text'}
        autocomplete="off"
        {...{ value, placeholder, disabled }}
        {...described(id, fault)}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </Frame>
  );
}

/** Several lines of text: Enter begins the next, Ctrl + Enter keeps. */
export function NotesField({ label, value, set, fault, hint, ...rest }: TextProps): JSX.Element {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, fault, class: rest.class }}>
      <textarea id={id} rows={2} value={value} {...described(id, fault)} onInput={({ currentTarget }) => set(currentTarget.value)} />
    </Frame>
  );
}

export interface Option {
  readonly id: string;
  readonly label: string;
}
interface ChoiceProps extends Common {
  readonly options: readonly Option[];
  /** more, under headings */
  readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[];
}

const shown = ({ id, label }: Option): JSX.Element => (
  <option key={id} value={id}>
    {label}
  </option>
);

/** One of a list. What is chosen and not in it stands there all the same, by its own name. */
export function ChoiceField({ label, value, set, fault, options, groups = [], ...rest }: ChoiceProps): JSX.Element {
  const id = useId();
  const known = [...options, ...groups.flatMap((group) => group.options)].some((option) => option.id === value);
  return (
    <Frame {...{ id, label, fault, class: rest.class }}>
      <select id={id} value={value} {...described(id, fault)} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {!known && shown({ id: value, label: value })}
        {options.map(shown)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(shown)}
          </optgroup>
        ))}
      </select>
    </Frame>
  );
}

/** Something rare, folded away; open where there is something in it, or something amiss. */
export function Fold(props: {
  readonly title: string;
  readonly says: string;
  readonly open: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="fold" open={props.open}>
      <summary>
        {props.title} <span class="soft">{props.says}</span>
      </summary>
      <div class="inside">{props.children}</div>
    </details>
  );
}
