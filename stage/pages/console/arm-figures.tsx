import type { JSX } from 'preact';
import type { Paint } from '../../../engine/palette.ts';
import type { ArmView } from '../../protocol/arm-view.ts';
import { words } from '../shared/i18n/language.ts';
import { pigment, pigmentName } from '../shared/pigment.ts';

interface Props {
  readonly arm: ArmView | null;
  readonly palette: readonly Paint[];
}

/** How much paint is on the brush, in its pigment. */
function Brush({ arm, palette }: Props): JSX.Element {
  const { console: w } = words.value;
  const brush = arm?.brush ?? null;
  return (
    <div class="wide brush">
      <dt>{w.brush}</dt>
      <dd>
        {brush === null ? (
          <span class="soft">{w.brushEmpty}</span>
        ) : (
          <>
            <span class="load" title={pigmentName(palette, brush.paint)} aria-hidden="true">
              <i style={{ width: `${100 * brush.left}%`, background: pigment(palette, brush.paint) }} />
            </span>
            {Math.round(100 * brush.left)} %<span class="unseen"> {pigmentName(palette, brush.paint)}</span>
          </>
        )}
      </dd>
    </div>
  );
}

/** What is done, what is left, and what is on the brush. */
export function ArmFigures({ arm, palette }: Props): JSX.Element {
  const { console: w, minutes } = words.value;
  /** where the arm itself has something to say, that needs the room */
  const brief = arm !== null && arm.refusal !== null;
  const shown = (value: number | undefined): string => (value === undefined ? '–' : String(value));
  const facts: readonly (readonly [string, string])[] = [
    [w.queued, shown(arm?.queued)],
    [w.painted, shown(arm?.painted)],
    [w.dipsLeft, shown(arm?.dipsLeft)],
    [w.washes, shown(arm?.washes)],
    [w.eta, arm && arm.queued > 0 ? minutes(arm.etaS) : '–'],
  ];
  return (
    <dl class="figures">
      {facts.slice(0, brief ? 2 : facts.length).map(([name, value], i) => (
        <div key={name} class={i < 4 ? '' : 'wide'}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {!brief && <Brush arm={arm} palette={palette} />}
      <div class="wide driver">
        <dt>{w.driver}</dt>
        <dd title={arm?.driver}>{arm?.driver ?? '–'}</dd>
      </div>
    </dl>
  );
}
