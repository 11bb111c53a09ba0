import type { Machine, MachinePoint } from '../../devices/machine.ts';
import { unplace } from '../../devices/painter/place.ts';
import type { ArmState, ArmStatus } from '../../devices/process/messages.ts';
import type { ArmView } from '../protocol/messages.ts';
import type { MachineSight } from './machine-view.ts';

const HELD = {
  operator: 'held by the operator, brush lifted',
  presence: 'held: somebody is too near, brush lifted',
  landing: 'held: the paint does not land on the canvas, brush lifted',
  show: 'held: the show has not been heard of, brush lifted',
  closing: 'parking',
} as const;

const RESUME = {
  operator: 'resume when the canvas is clear',
  presence: null,
  landing: 'look at brush and paint, then resume',
  show: null,
  closing: null,
} as const;

function words(state: ArmState): { readonly text: string; readonly remedy: string | null } {
  switch (state.kind) {
    case 'offline':
      return { text: state.why?.text ?? 'no arm is connected', remedy: state.why?.remedy ?? null };
    case 'connecting':
      return { text: 'looking for the arm', remedy: null };
    case 'unreferenced':
      return { text: 'the arm does not know where it is and will not move', remedy: state.hint };
    case 'ready':
      return { text: 'ready', remedy: null };
    case 'painting':
      return { text: `painting stroke ${state.stroke}`, remedy: null };
    case 'drying':
      return { text: `waiting ${Math.ceil(state.forS)} s for paint to dry`, remedy: null };
    case 'jogging':
      return { text: 'moved by hand', remedy: null };
    case 'held':
      return { text: HELD[state.why], remedy: RESUME[state.why] };
    case 'faulted':
      return { text: state.fault.text, remedy: state.fault.remedy };
  }
}

function onCanvas(machine: Machine, at: MachinePoint): ArmView['at'] {
  const { xMm, yMm, heightMm } = unplace(machine, at);
  return { x: xMm, y: yMm, z: heightMm };
}

/** The arm in words, in canvas millimetres, and as a figure. */
export function armView(status: ArmStatus | null, machine: Machine, sight: MachineSight): ArmView {
  if (!status)
    return {
      state: 'connecting',
      text: 'the arm process is starting',
      remedy: null,
      driver: '',
      at: null,
      figure: null,
      queued: 0,
      painted: 0,
      withdrawn: 0,
      dips: 0,
      etaS: 0,
    };
  const { state, driver, at, queued, painted, withdrawn, dips, etaS } = status;
  return {
    state: state.kind,
    ...words(state),
    driver,
    at: at && onCanvas(machine, at),
    figure: sight.figure(at),
    queued,
    painted,
    withdrawn,
    dips,
    etaS,
  };
}
