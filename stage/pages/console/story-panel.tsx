import type { JSX } from 'preact';
import type { Cue } from '../../../engine/cues/cue.ts';
import { type Way, waysOn } from '../../../engine/cues/ways.ts';
import { words } from '../shared/i18n/language.ts';
import type { ShowNow } from '../shared/mirror.ts';
import type { Desk } from './desk.ts';
import { clock } from './show-clock.ts';
import { amiss, type StoryFacts, sayWay } from './story-words.ts';
import { useTold } from './use-told.ts';

const cueOf = ({ cue }: ShowNow) => cue ?? null;
const pathOf = ({ path }: ShowNow) => path;
const energyOf = ({ crowd }: ShowNow) => crowd.energy;

interface RowProps {
  readonly way: Way;
  readonly nth: number;
  readonly facts: StoryFacts;
  /** how often its cue's loop was gone, of how often it may be */
  readonly loop: readonly [gone: number, times: number];
  readonly take: (number: number) => void;
}

function WayRow({ way, nth, facts, loop: [gone, times], take }: RowProps): JSX.Element {
  const { story: w, votes } = words.value;
  const { what, far, share } = sayWay(way, nth, facts, w, votes.tally);
  const to = way.to === null ? w.end : `${way.to.number} ${way.to.name}`;
  return (
    <li>
      <button
        type="button"
        disabled={way.to === null}
        title={w.take(what, to)}
        style={{ '--share': share ?? 0 }}
        onClick={() => way.to !== null && take(way.to.number)}
      >
        <span class="what">{what}</span>
        <span class="far figures">{far}</span>
        <span class="to figures">
          <span aria-hidden="true">{way.loops ? '↻' : '→'}</span> {to}
          {way.loops && `, ${w.loop(gone + 1, times)}`}
        </span>
      </button>
    </li>
  );
}

/** The cues that the show has come by, the latest first. */
function Path({ desk }: { readonly desk: Desk }): JSX.Element {
  const { story: w } = words.value;
  const path = useTold(desk.now, pathOf);
  const list = desk.cues.list.value;
  const name = (number: number): string => list.find((cue: Cue) => cue.number === number)?.name ?? '';
  return (
    <ol class="path figures" aria-label={w.path}>
      {path.toReversed().map(([number, atS], i) => (
        <li key={`${path.length - i}-${atS}`} aria-current={i === 0 ? 'step' : undefined}>
          <time>{clock(atS)}</time> <span class="number">{number}</span> {name(number)}
        </li>
      ))}
    </ol>
  );
}

/** Where the show is, where it may go from here, how far each way has come, and how it came here. */
export function StoryPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const { story: w } = words.value;
  const cue = useTold(desk.now, cueOf);
  const energy = useTold(desk.now, energyOf);
  const firedS = useTold(desk.now, pathOf).at(-1)?.[1] ?? 0;
  const list = desk.cues.list.value;
  const ways = cue === null ? [] : waysOn(list, cue.number, cue.gone);
  const times = list.find(({ number }) => number === cue?.number)?.loop?.times ?? 0;
  const hello = desk.hello.value;
  const notes = amiss(ways, { reachable: hello === null || hello.visitUrl !== null, phones: desk.phones.value }, w);
  return (
    <section class="panel story">
      <h2>
        {w.title} {cue && <span class="figures">{w.since(clock(firedS), clock(cue.forS))}</span>}
      </h2>
      <div class="on">
        {cue?.stopped && <p class="halt">{w.stopped}</p>}
        {cue?.held && <p class="halt">{w.held}</p>}
        {cue && ways.length === 0 && !cue.stopped && <p class="soft">{w.only}</p>}
        {notes.map((note) => (
          <p key={note} class="note">
            {note}
          </p>
        ))}
        <ul class="ways">
          {cue &&
            ways.map((way, nth) => (
              <WayRow key={nth} {...{ way, nth }} facts={{ ...cue, energy }} loop={[cue.gone, times]} take={desk.cues.jump} />
            ))}
        </ul>
      </div>
      <Path desk={desk} />
    </section>
  );
}
