import type { Refusal } from '../../engine/result.ts';
import type { Timers } from '../drivers/driver.ts';
import type { BoardEvent, HardwareClient } from '../hardware/client.ts';
import type { Output } from '../hardware/messages.ts';
import type { HardwarePins } from '../hardware/pins.ts';
import { createLandingScale } from './landing-scale.ts';
import type { ArmState, FromArm, ToArm } from './messages.ts';

export interface HardwareDeskOptions {
  readonly board: Pick<HardwareClient, 'name' | 'tell' | 'onEvent'>;
  readonly pins: HardwarePins;
  readonly timers: Timers;
  /** to the arm */
  readonly handle: (message: ToArm) => void;
  /** to the show */
  readonly emit: (message: FromArm) => void;
}

/** Between the board and the arm: its button stops, its mat holds, its load cell tells of paint, its lamps show the state. */
export interface HardwareDesk {
  /** what the arm tells the show */
  heard(message: FromArm): void;
  /** @returns why the arm may not hear this now: its stop button is still pressed, or out of reach, or somebody is inside */
  forbids(message: ToArm): Refusal | undefined;
}

/**
 * A board that guards (it has a stop button or a presence sensor) holds the arm for as long as it is not there: from the
 * beginning, and from its loss until each of these has told how it is.
 */
export function createHardwareDesk({ board, pins, timers, handle, emit }: HardwareDeskOptions): HardwareDesk {
  const scale = pins.loadLeast === undefined ? undefined : createLandingScale(pins.loadLeast, timers);
  const guards = [...(pins.stopPin === undefined ? [] : ['stop']), ...(pins.presencePin === undefined ? [] : ['presence'])] as const;
  /** guards that have not told how they are since the board came up */
  const unknown = new Set<string>(guards);
  let away = true;
  let pressed = false;
  let inside = false;
  /** why the board is down, as it was told */
  let told: Refusal | undefined;
  let state: ArmState | undefined;

  const missing = (): boolean => guards.length > 0 && (away || unknown.size > 0);
  const watch = (): void => {
    if (guards.length === 0) return;
    const is = missing() || inside ? 'inside' : 'clear';
    handle({ kind: 'presence', from: 'sensor', is });
  };

  const lights = (): void => {
    if (state === undefined) return;
    const set = (output: Output, on: boolean): void => void board.tell({ kind: 'output', output, on });
    const { kind } = state;
    const stopped = kind === 'held' || kind === 'faulted' || kind === 'unreferenced' || kind === 'offline' || kind === 'connecting';
    if (pins.armedLampPin !== undefined) set('armedLamp', !stopped || kind === 'held');
    if (pins.paintingLampPin !== undefined) set('paintingLamp', kind === 'painting');
    if (pins.stoppedLampPin !== undefined) set('stoppedLamp', stopped);
    if (pins.pumpPin !== undefined) set('pump', kind === 'painting');
  };

  const known = (input: 'stop' | 'presence', on: boolean): void => {
    unknown.delete(input);
    if (input === 'presence') inside = on;
    else {
      const now = on && !pressed;
      pressed = on;
      if (now) {
        handle({ kind: 'stop' });
        emit({ kind: 'stopped', by: 'button' });
      }
    }
    watch();
  };

  const down = (why: Refusal): void => {
    away = true;
    for (const guard of guards) unknown.add(guard);
    if (told?.code === why.code) return;
    told = why;
    const waits = guards.length === 0 ? '' : ' The arm waits until it is back: what stops it is on that board.';
    emit({ kind: 'fault', fault: { ...why, text: `${why.text}${waits}` } });
    watch();
  };

  const hear = (event: BoardEvent): void => {
    if (event.kind === 'load') scale?.weigh(event.value);
    else if (event.kind === 'input') known(event.input, event.on);
    else if (event.kind === 'down') down(event.why);
    else {
      away = false;
      told = undefined;
      lights();
      watch();
    }
  };
  watch();
  board.onEvent(hear);

  return {
    heard: (message) => {
      if (message.kind === 'status' && message.status.state !== state) {
        const before = state?.kind;
        state = message.status.state;
        if (before !== state.kind) lights();
      } else if (message.kind === 'painted') scale?.piece(message.piece.stroke);
      else if (message.kind === 'life' && message.life.kind === 'painted') {
        const seen = scale?.painted(message.life.stroke);
        if (seen !== undefined) handle({ kind: 'landed', stroke: message.life.stroke, seen });
      } else if (message.kind === 'life') scale?.forget(message.life);
    },
    forbids: (message) => {
      if (message.kind !== 'resume' && message.kind !== 'home' && message.kind !== 'jog') return undefined;
      if (missing())
        return {
          code: 'hardware/away',
          text: `The board on ${board.name}, which can stop the arm, is not there${told === undefined ? ' yet' : `: ${told.text}`}`,
          remedy: told?.remedy ?? 'Wait until it has answered.',
        };
      if (inside && message.kind === 'home')
        return { code: 'hardware/inside', text: 'Somebody is where the arm moves.', remedy: 'Step back, then press Home.' };
      return pressed
        ? { code: 'hardware/pressed', text: 'The stop button is still pressed.', remedy: 'Release it, then try again.' }
        : undefined;
    },
  };
}
