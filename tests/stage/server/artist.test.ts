import { describe, expect, it } from 'vitest';
import { cueSchema } from '../../../engine/cues/cue.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { createShow } from '../../../engine/show.ts';
import { scenes } from '../../../scenes/index.ts';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { cueNow } from '../../../stage/protocol/cue-now.ts';
import { createArtist } from '../../../stage/server/artist.ts';
import { createIntake } from '../../../stage/server/intake.ts';

const cue = (number: number, more = {}) => cueSchema.parse({ number, name: `Cue ${number}`, scene: 'hush', ...more });

/** A show that is played a step at a time, and the artist's door to it. */
function open(cues: readonly ReturnType<typeof cue>[]) {
  const show = createShow(programmeSchema.parse({ ...builtIn, cues }), scenes);
  let state = show.begin(1);
  const intake = createIntake();
  return {
    artist: createArtist(() => state, intake),
    pass(steps: number): void {
      for (let i = 0; i < steps; i++) {
        state = show.step(state, intake.take()).state;
      }
    },
    panic: (): void => void intake.say({ kind: 'panic' }),
    now: () => cueNow(show, state),
    masters: () => state.masters,
  };
}

describe('what an artist asks for', () => {
  it('goes back once when two operators press Back together, and tells the other why theirs did not count', () => {
    const { artist, pass, now } = open([cue(1), cue(2), cue(3)]);
    artist.cue(3);
    pass(40);
    expect([artist.wish({ kind: 'cue/back' }), artist.wish({ kind: 'cue/back' })?.code, artist.go()?.code]).toEqual([
      null,
      'cue/guard',
      'cue/guard',
    ]);
    pass(1);
    expect(now().number).toBe(2);
    expect(artist.wish({ kind: 'cue/back' })?.code).toBe('cue/guard');
  });

  it('stays dark when somebody presses Back just as another calls a panic', () => {
    const { artist, pass, panic, masters } = open([cue(1), cue(2)]);
    artist.go();
    pass(60);
    panic();
    artist.wish({ kind: 'cue/back' });
    pass(1);
    expect(masters().panic).toBe('fading');
    expect(artist.wish({ kind: 'cue/back' })?.code).toBe('cue/guard');
    pass(40);
    expect(artist.wish({ kind: 'cue/back' })).toBeNull();
    pass(1);
    expect(masters().panic).toBe('no');
  });

  it('is told as next what GO fires: what waits already, or what was chosen since', () => {
    const { artist, pass, now } = open([cue(1, { until: { on: 'time', seconds: 0, to: 4 } }), cue(2), cue(3), cue(4, { preWaitS: 60 })]);
    pass(5);
    expect([now().waiting?.name, now().nextNumber]).toEqual(['Cue 4', 4]);
    artist.wish({ kind: 'cue/standby', number: 2 });
    pass(1);
    expect([now().waiting?.name, now().nextNumber]).toEqual(['Cue 4', 2]);
    artist.go();
    pass(1);
    expect([now().number, now().waiting]).toEqual([2, null]);
  });
});
