/** degrees a second of a small servo (SG90: 0.1 s for 60 degrees, without a load) */
export const slewDegS = 600;
/** pulses at the ends of such a servo, µs, as Arduino's Servo library has them */
const least = 544;
const most = 2400;
/** what the library sends a servo that was attached and not yet told where to go, µs */
const middleUs = 1500;
/** pulses come so often, ms: a servo learns only then where to go */
export const frameMs = 20;

/** A hobby servo: turns at its own speed to where the last pulse said, and limp without pulses stays where it is. */
export interface Servo {
  attach(minUs: number, maxUs: number): void;
  detach(): void;
  /** below 544 degrees, else µs, as the library takes it */
  write(value: number): void;
  /** a frame ends: it has turned for so long to where the pulse before said, and hears the next pulse */
  frame(seconds: number): void;
  readonly deg: number;
  /** where it is sent, its degrees; undefined while it is limp */
  readonly sentDeg: number | undefined;
  /** it still has a way to go, or a new pulse to hear */
  readonly restless: boolean;
}

/** @param startDeg - where it stands. @param pulses - that turn it to 0 and to 180 degrees, µs */
export function createServo(startDeg: number, pulses: readonly [number, number] = [least, most]): Servo {
  let deg = startDeg;
  let range: readonly [number, number] | undefined;
  let us = middleUs;
  let heard: number | undefined;
  const degOf = (pulse: number): number => Math.min(180, Math.max(0, ((pulse - pulses[0]) / (pulses[1] - pulses[0])) * 180));
  const sentDeg = (): number | undefined => (range === undefined ? undefined : degOf(us));
  return {
    attach: (minUs, maxUs) => {
      range = [minUs, maxUs];
    },
    detach: () => {
      range = undefined;
      us = middleUs;
      heard = undefined;
    },
    write: (value) => {
      const [minUs, maxUs] = range ?? pulses;
      const wanted = value < least ? minUs + (Math.min(180, Math.max(0, value)) / 180) * (maxUs - minUs) : value;
      us = Math.min(maxUs, Math.max(minUs, wanted));
    },
    frame: (seconds) => {
      if (heard !== undefined) {
        const reach = slewDegS * seconds;
        deg += Math.min(reach, Math.max(-reach, heard - deg));
      }
      heard = sentDeg();
    },
    get deg() {
      return deg;
    },
    get sentDeg() {
      return sentDeg();
    },
    get restless() {
      return heard !== sentDeg() || (heard !== undefined && Math.abs(heard - deg) > 1e-9);
    },
  };
}
