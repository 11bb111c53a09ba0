import type { JSX } from 'preact';

export interface KeyListProps {
  readonly label: string;
  /** what is pressed, and what it does */
  readonly keys: readonly (readonly string[])[];
}

/** The keys of a page, while somebody asks for them. */
export const KeyList = ({ label, keys }: KeyListProps): JSX.Element => (
  <aside class="keys" aria-label={label}>
    <dl>
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </aside>
);
