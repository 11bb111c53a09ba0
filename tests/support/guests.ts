import type { Input } from '../../engine/input.ts';
import type { Random } from '../../engine/random.ts';
import { handAt } from './hands.ts';

/** Step at which somebody comes, and how long they stay, steps. */
interface Stay {
  readonly from: number;
  readonly until: number;
  readonly seat: number;
}
interface Phone extends Stay {
  readonly id: string;
}

/** Most at a time before the camera, and with a phone. */
const MOST_HANDS = 3;
const MOST_PHONES = 4;

/**
 * A lively evening: people come before the camera and go, pinch, sway and rest; others draw on their phones, and each phone
 * is another. The artist moves a fader now and then, somebody plays a knob, the room is loud.
 */
export function openGuests(random: Random): { doing(step: number): readonly Input[]; came(): number } {
  let hands: readonly Stay[] = [];
  let phones: readonly Phone[] = [];
  let came = 0;
  const stay = (step: number, seats: readonly Stay[], most: number, everyS: number): Stay | null => {
    if (seats.length >= most || random.next() > 1 / (60 * everyS)) return null;
    came++;
    const seat = Array.from({ length: most }, (_, i) => i).find((i) => !seats.some((one) => one.seat === i)) ?? 0;
    return { from: step, until: step + Math.round(60 * random.between(8, 60)), seat };
  };
  return {
    came: () => came,
    doing(step) {
      const inputs: Input[] = [];
      const hand = stay(step, hands, MOST_HANDS, 10);
      hands = [...hands.filter(({ until }) => until > step), ...(hand ? [hand] : [])];
      if (step % 2 === 0)
        inputs.push({
          ...{ kind: 'hands', camera: 'camera-a', source: 'camera', t: Math.round((step * 1000) / 60), aspect: 16 / 9 },
          hands: hands.map(({ from, seat }) => {
            const age = step - from;
            const rests = age % 600 > 420;
            const sway = rests ? 0 : 0.08 * Math.sin(age / 40 + seat);
            const hand = handAt(0.2 + 0.3 * seat + sway, 0.5 + 2 * sway * Math.cos(age / 90), {
              gap: !rests && age % 240 > 150 ? 0.05 : 1,
              palm: 0.09,
              side: seat % 2 === 0 ? 'left' : 'right',
            });
            // as the page's tracker rounds them
            return { ...hand, landmarks: hand.landmarks.map((value) => Math.round(value * 1e5) / 1e5) };
          }),
        });
      const phone = stay(step, phones, MOST_PHONES, 6);
      if (phone) phones = [...phones, { ...phone, id: `phone-${String(came).padStart(10, '0')}` }];
      for (const { id, from, until, seat } of phones) {
        if (step === from) inputs.push({ kind: 'join', participant: id });
        if (step === until) inputs.push({ kind: 'leave', who: id });
        const beat = (step - from) % 180;
        if (beat > 90 || step === until || step % 2 !== 0) continue;
        const place = { x: 0.15 + 0.2 * seat + beat / 600, y: 0.5 + 0.35 * Math.sin(step / 300 + seat) };
        const phase = beat < 2 ? 'down' : beat > 88 ? 'up' : 'move';
        inputs.push({ kind: 'touch', participant: id, via: 'phone', phase, ...place, pressure: 0.6 });
      }
      phones = phones.filter(({ until }) => until > step);
      if (step % 6 === 0) inputs.push({ kind: 'signal', name: 'sound/level', value: 0.5 + 0.4 * Math.sin(step / 50) });
      if (step % 600 === 0) inputs.push({ kind: 'signal', name: `midi/cc/${step % 127}`, value: random.next() });
      if (step % 1800 === 0) inputs.push({ kind: 'master', which: 'light', level: random.between(0.7, 1) });
      return inputs;
    },
  };
}
