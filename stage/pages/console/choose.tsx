import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Choice } from './mapping-names.ts';

interface Props {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly set: (id: string) => void;
}

/** One of a list, under its label. */
export function Choose({ label, choices, value, set }: Props): JSX.Element {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
