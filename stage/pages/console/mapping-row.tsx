import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { deedOf } from '../../../engine/mapping/deed.ts';
import type { Mapping } from '../../../engine/mapping/schema.ts';
import type { Hello } from '../../protocol/messages.ts';
import { words } from '../shared/i18n/language.ts';
import { figure, signalLabel, targetLabel, targetSpan } from './mapping-names.ts';
import { MappingSettings } from './mapping-settings.tsx';
import type { PlayDesk } from './play-desk.ts';

interface Props {
  readonly mapping: Mapping;
  /** place in the list, which is that of its meter */
  readonly place: number;
  readonly play: PlayDesk;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly moved: ReadonlySignal<Readonly<Record<string, number>>>;
  readonly locked: ReadonlySignal<boolean>;
}

/** Where the signal is (thin) and what comes of it (broad). Only this is drawn anew ten times a second. */
function Meter({ place, play }: Pick<Props, 'place' | 'play'>): JSX.Element {
  const [raw, shaped, weight] = play.meters.value.rows[place] ?? [null, 0, 0];
  return (
    <span class={raw === null ? 'meter absent' : 'meter'} aria-hidden="true">
      <i class="raw" style={{ '--share': raw ?? 0 }} />
      <i class="shaped" style={{ '--share': shaped, opacity: 0.3 + 0.7 * weight }} />
    </span>
  );
}

function Reading({ mapping, place, play, hello, moved }: Props): JSX.Element {
  const [raw] = play.meters.value.rows[place] ?? [null];
  const value = moved.value[mapping.to];
  return (
    <output class="figures">
      {raw === null ? words.value.play.absent : value === undefined ? '–' : figure(value, targetSpan(mapping.to, hello.value).unit)}
    </output>
  );
}

/** One mapping: signal, parameter, meter, and what one does to it in a hurry. The rest is behind “settings”. */
export function MappingRow(props: Props): JSX.Element {
  const { mapping, play, hello, locked } = props;
  const { play: w } = words.value;
  const from = signalLabel(mapping.from);
  const to = targetLabel(mapping.to, hello.value);
  const learning = play.mappings.value.learning?.id === mapping.id;
  const toggle = (what: 'mute' | 'solo') => () => play.put({ ...mapping, [what]: !mapping[what] });
  return (
    <li class={mapping.mute ? 'mapping-row muted' : 'mapping-row'}>
      <div class="line">
        <span class="names">
          <span title={mapping.from}>{from}</span>
          <b aria-hidden="true">→</b>
          <span title={mapping.to}>{to}</span>
        </span>
        <Meter place={props.place} play={play} />
        <Reading {...props} />
        <fieldset class="hands" disabled={locked.value} title={locked.value ? words.value.editor.lockedWhy : undefined}>
          <button type="button" class={mapping.mute ? 'armed' : ''} aria-pressed={mapping.mute} onClick={toggle('mute')}>
            {w.mute}
          </button>
          {deedOf(mapping.to) === null && (
            <button type="button" class={mapping.solo ? 'armed' : ''} aria-pressed={mapping.solo} onClick={toggle('solo')}>
              {w.solo}
            </button>
          )}
          <button
            type="button"
            class={learning ? 'armed' : ''}
            aria-pressed={learning}
            onClick={() => (learning ? play.learn(null) : play.learn(mapping.to, mapping.id))}
          >
            {w.learn}
          </button>
          <button
            type="button"
            class="remove"
            aria-label={w.remove(from, to)}
            title={w.remove(from, to)}
            onClick={() => play.remove(mapping.id)}
          >
            ×
          </button>
        </fieldset>
      </div>
      <MappingSettings mapping={mapping} hello={hello} put={play.put} locked={locked} />
    </li>
  );
}
