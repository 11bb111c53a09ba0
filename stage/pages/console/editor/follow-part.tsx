import type { JSX } from 'preact';
import type { Cue } from '../../../../engine/cues/cue.ts';
import { words } from '../../shared/i18n/language.ts';
import { SELF } from './draft.ts';
import { ChoiceField, Fold, type Part, TextField } from './field.tsx';
import { UntilsPart } from './untils-part.tsx';

interface Props extends Part {
  readonly list: readonly Cue[];
  /** of the cue that is edited: it is “this cue”, whatever its number will be */
  readonly instead: number | null;
}

/** Between GO and the cue. */
export function WhenPart({ draft, change, fault }: Part): JSX.Element {
  const { editor: w } = words.value;
  const says = [
    ...(draft.preWaitS === '' ? [] : [`${draft.preWaitS} s`]),
    ...(draft.quantise === '' ? [] : [w.quantise[draft.quantise]]),
  ].join(', ');
  return (
    <Fold title={w.when} says={says === '' ? w.atOnce : says} open={says !== ''}>
      <div class="line">
        <TextField
          figure
          label={w.fields.preWaitS}
          hint={w.seconds}
          placeholder="0"
          value={draft.preWaitS}
          set={(preWaitS) => change((was) => ({ ...was, preWaitS }))}
          fault={fault('preWaitS')}
        />
        <ChoiceField
          label={w.fields.quantise}
          value={draft.quantise}
          options={[
            { id: '', label: w.quantise.now },
            { id: 'beat', label: w.quantise.beat },
            { id: 'bar', label: w.quantise.bar },
          ]}
          set={(id) => change((was) => ({ ...was, quantise: id === 'beat' || id === 'bar' ? id : '' }))}
        />
      </div>
    </Fold>
  );
}

/** Whatever comes without a GO: after a time, on a condition, back to an earlier one. */
export function FollowPart({ draft, change, fault, list, instead }: Props): JSX.Element {
  const { editor: w } = words.value;
  const cues = [
    ...list.filter(({ number }) => number !== instead).map(({ number, name }) => ({ id: String(number), label: `${number} ${name}` })),
    { id: SELF, label: w.thisCue },
  ];
  const says = [
    ...(draft.followS === '' ? [] : [`${draft.followS} s`]),
    ...draft.untils.map(({ on }) => w.kinds[on]),
    ...(draft.loopTo === '' ? [] : [`↺ ${draft.loopTo === SELF ? w.thisCue : draft.loopTo}`]),
  ];
  return (
    <Fold title={w.after} says={says.length === 0 ? w.nothing : says.join(', ')} open={says.length > 0}>
      <div class="line">
        <TextField
          figure
          label={w.fields.followS}
          hint={w.seconds}
          placeholder="–"
          value={draft.followS}
          set={(followS) => change((was) => ({ ...was, followS }))}
          fault={fault('followS')}
        />
      </div>
      <UntilsPart {...{ draft, change, fault, cues }} />
      <div class="line">
        <ChoiceField
          label={w.fields.loopTo}
          value={draft.loopTo}
          options={[{ id: '', label: w.noLoop }, ...cues]}
          set={(loopTo) => change((was) => ({ ...was, loopTo, loopTimes: was.loopTimes === '' ? '1' : was.loopTimes }))}
          fault={fault('loopTo')}
        />
        {draft.loopTo !== '' && (
          <TextField
            figure
            label={w.fields.loopTimes}
            hint={w.forever}
            value={draft.loopTimes}
            set={(loopTimes) => change((was) => ({ ...was, loopTimes }))}
            fault={fault('loopTimes')}
          />
        )}
      </div>
    </Fold>
  );
}
