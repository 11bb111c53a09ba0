import { Filter, Gain, getContext, Limiter, WaveShaper } from 'tone';
import { createRandom } from '../../engine/random.ts';
import { createHall } from '../kit/hall.ts';
import { createHiss } from '../kit/hiss.ts';
import { within } from '../kit/numbers.ts';
import type { Sound } from '../kit/scene.ts';
import { createBows } from './sound/bows.ts';
import { createBreath } from './sound/breath.ts';
import { empty, feelOn } from './sound/feel.ts';
import { createGlass } from './sound/glass.ts';

/** The instruments are told how the room feels this often, s; a drop is answered at once. */
const tellEveryS = 0.05;

/** Louder than this is bent towards a ceiling of −1.4 dB, so that nothing in between samples passes −1 dBTP. */
const kneeAt = 0.6;
const ceiling = 0.85;

/**
 * Bowed fifths that thicken with the ink, glass for the drops, breath for stillness, in one hall of stone and cloth.
 * It plays on whatever Tone context is current; nothing is heard before the first step.
 */
export async function createSound({ seed }: { seed: number }): Promise<Sound> {
  const random = createRandom(seed).split('hush sound');
  const context = getContext();
  const hiss = createHiss(random.split('hiss'), context.sampleRate);
  const hall = createHall(random.split('hall'));
  const bows = createBows(random.split('bows'), hiss);
  const breath = createBreath(random.split('breath'), hiss);
  const glass = createGlass(random.split('glass'));

  const room = new Gain(0);
  const floor = new Filter({ type: 'highpass', frequency: 38, rolloff: -24 });
  const master = new Gain(1);
  const limiter = new Limiter(-6);
  const guard = new WaveShaper((x) => bent(x), 4096);
  guard.oversample = '4x';
  const sends = [
    [bows.output, 0.32, 0.135],
    [breath.output, 0.9, 0.3],
    [glass.output, 0.55, 0.7],
  ] as const;
  const levels = sends.flatMap(([output, dry, wet]) => {
    const [straight, sent] = [new Gain(dry), new Gain(wet)];
    output.connect(straight);
    output.connect(sent);
    straight.connect(room);
    sent.connect(hall.input);
    return [straight, sent];
  });
  const around = new Gain(2.2);
  hall.output.chain(around, room);
  room.chain(floor, master, limiter, guard);
  guard.toDestination();
  hiss.start(0);

  let feel = empty;
  let owedS = tellEveryS;
  let begun = false;
  return {
    step(frame, dtS) {
      // the audio clock itself, without the look-ahead that sequenced music has: a drop sounds when it is seen
      const now = context.currentTime;
      if (!begun) room.gain.setTargetAtTime(1, now, 0.9);
      begun = true;
      feel = feelOn(feel, frame, within(dtS, 0, 0.25, 1 / 60));
      for (const event of frame.events) {
        if (event.kind === 'drop') glass.strike(event, now);
        if (event.kind === 'settle') glass.swell(event, now);
      }
      owedS += dtS;
      if (owedS < tellEveryS) return;
      owedS = 0;
      bows.follow(feel, now);
      breath.follow(feel, now);
      glass.tidy(now);
    },
    setMaster(level) {
      master.gain.setTargetAtTime(within(level, 0, 1, 0), context.currentTime, 0.04);
    },
    dispose() {
      hiss.stop();
      for (const part of [bows, breath, glass, hiss, hall, ...levels, around, room, floor, master, limiter, guard]) part.dispose();
    },
  };
}

/** Straight up to the knee, then ever flatter: no edge that could be heard. */
function bent(x: number): number {
  const size = Math.abs(x);
  if (size <= kneeAt) return x;
  return Math.sign(x) * (kneeAt + (ceiling - kneeAt) * Math.tanh((size - kneeAt) / (ceiling - kneeAt)));
}
