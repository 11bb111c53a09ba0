import type { Command } from './parser.ts';
import { capabilities, channelOf, levelOf, mode, type Pin, pinCount, pinOfChannel } from './pins.ts';
import type { Servo } from './servo.ts';

/** What StandardFirmata keeps between messages. */
export interface Core {
  pins: readonly Pin[];
  servos: ReadonlyMap<number, Servo>;
  /** reported ports and analog channels */
  ports: Set<number>;
  channels: Set<number>;
  /** as last reported */
  portValues: Map<number, number>;
  samplingMs: number;
  readonly counted: { messages: number; servoWrites: number };
  say(bytes: readonly number[]): void;
  /** a timer is set anew */
  sampleAgain(): void;
  reset(): void;
}

const firmware = 'StandardFirmata.ino';
const version = [2, 5] as const;
/** servo pulses of Arduino's library, µs */
const pulses = [544, 2400] as const;

export const sayVersion = (core: Core): void => core.say([0xf9, ...version]);
export const sayFirmware = (core: Core): void =>
  core.say([0xf0, 0x79, ...version, ...[...firmware].flatMap((char) => split(char.charCodeAt(0))), 0xf7]);

const split = (value: number): readonly [number, number] => [value & 0x7f, (value >> 7) & 0x7f];

export function run(core: Core, command: Command): void {
  core.counted.messages++;
  if (command.kind === 'short') short(core, command.command, command.channel, command.data);
  else if (command.kind === 'sysex') sysex(core, command.command, command.data);
  else if (command.kind === 'version') sayVersion(core);
  else core.reset();
}

function short(core: Core, command: number, channel: number, [first, second]: readonly [number, number]): void {
  const value = first | (second << 7);
  if (command === 0x90) writePort(core, channel, value);
  else if (command === 0xc0) reportAnalog(core, channel, first !== 0);
  else if (command === 0xd0) reportPort(core, channel, first !== 0);
  else if (command === 0xe0) writeAnalog(core, channel, value);
  else if (command === 0xf4) setMode(core, first, second);
  else if (command === 0xf5) writePin(core, first, second);
}

function sysex(core: Core, command: number, data: readonly number[]): void {
  const [pin = 0, a = 0, b = 0, c = 0, d = 0] = data;
  if (command === 0x79) sayFirmware(core);
  else if (command === 0x6b) core.say([0xf0, 0x6c, ...core.pins.flatMap((_, i) => [...capabilities(i), 0x7f]), 0xf7]);
  else if (command === 0x69) core.say([0xf0, 0x6a, ...core.pins.map((_, i) => channelOf(i) ?? 0x7f), 0xf7]);
  else if (command === 0x6d) {
    const asked = core.pins[pin];
    if (asked !== undefined) core.say([0xf0, 0x6e, pin, asked.mode, asked.out & 0x7f, (asked.out >> 7) & 0x7f, 0xf7]);
  } else if (command === 0x6f && data.length > 1) writeAnalog(core, pin, a | (b << 7));
  else if (command === 0x70 && data.length > 4) {
    if (setMode(core, pin, mode.servo)) core.servos.get(pin)?.attach(a | (b << 7), c | (d << 7));
  } else if (command === 0x7a && data.length > 1) {
    core.samplingMs = Math.max(1, pin | (a << 7));
    core.sampleAgain();
  }
}

function setMode(core: Core, number: number, wanted: number): boolean {
  const pin = core.pins[number];
  const able = capabilities(number);
  if (pin === undefined || !able.some((entry, i) => i % 2 === 0 && entry === wanted)) return false;
  if (pin.mode === mode.servo && wanted !== mode.servo) core.servos.get(number)?.detach();
  pin.mode = wanted;
  pin.out = 0;
  if (wanted === mode.servo) core.servos.get(number)?.attach(...pulses);
  // as the sketch does: reporting goes with the mode
  const channel = channelOf(number);
  if (channel !== undefined) reportAnalog(core, channel, wanted === mode.analog);
  return true;
}

function writeAnalog(core: Core, number: number, value: number): void {
  const pin = core.pins[number];
  if (pin === undefined) return;
  if (pin.mode === mode.servo) {
    core.counted.servoWrites++;
    core.servos.get(number)?.write(value);
  } else if (pin.mode !== mode.pwm) return;
  pin.out = value;
}

function writePort(core: Core, port: number, bits: number): void {
  for (let i = 0; i < 8; i++) writePin(core, port * 8 + i, (bits >> i) & 1);
}

function writePin(core: Core, number: number, value: number): void {
  const pin = core.pins[number];
  if (pin !== undefined && (pin.mode === mode.output || pin.mode === mode.input)) pin.out = value;
}

function reportAnalog(core: Core, channel: number, on: boolean): void {
  if (pinOfChannel(channel) >= pinCount) return;
  if (!on) core.channels.delete(channel);
  else if (!core.channels.has(channel)) {
    core.channels.add(channel);
    sayAnalog(core, channel);
    core.sampleAgain();
  }
}

function reportPort(core: Core, port: number, on: boolean): void {
  if (!on) core.ports.delete(port);
  else if (port * 8 < pinCount) {
    core.ports.add(port);
    core.portValues.delete(port);
    sayPorts(core);
  }
}

export function sayAnalog(core: Core, channel: number): void {
  const pin = core.pins[pinOfChannel(channel)];
  if (pin !== undefined) core.say([0xe0 | channel, ...split(pin.reading)]);
}

/** Each reported port whose inputs have changed. */
export function sayPorts(core: Core): void {
  for (const port of core.ports) {
    let bits = 0;
    for (let i = 0; i < 8; i++) {
      const pin = core.pins[port * 8 + i];
      if (pin !== undefined && (pin.mode === mode.input || pin.mode === mode.pullUp) && levelOf(pin)) bits |= 1 << i;
    }
    if (core.portValues.get(port) === bits) continue;
    core.portValues.set(port, bits);
    core.say([0x90 | port, ...split(bits)]);
  }
}
