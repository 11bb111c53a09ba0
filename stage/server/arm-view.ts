import type { Machine, MachinePoint } from '../../devices/machine.ts';
import { unplace } from '../../devices/painter/place.ts';
import type { ArmState, ArmStatus } from '../../devices/process/messages.ts';
import type { ArmSays, ArmView, StopFrom } from '../protocol/arm-view.ts';
import type { MachineSight } from './machine-view.ts';

/** What the view is made of, beside the status. */
export interface ArmSurroundings {
  readonly machine: Machine;
  readonly sight: MachineSight;
  /** paint on a freshly dipped brush lasts this far, mm */
  readonly mmPerDip: number;
  /** who stopped it, until it is resumed */
  readonly stop: StopFrom | null;
}

function saysOf(state: ArmState, stop: StopFrom | null): ArmSays {
  switch (state.kind) {
    case 'painting':
      return { code: 'painting', stroke: state.stroke };
    case 'drying':
      return { code: 'drying', stroke: state.stroke, forS: Math.ceil(state.forS) };
    case 'held':
      return state.why === 'operator' && stop !== null ? { code: 'stopped', from: shortened(stop) } : { code: 'held', why: state.why };
    default:
      return { code: state.kind };
  }
}

/** A phone's pseudonym is what it comes back by: pages are told its beginning only. */
const shortened = ({ place, who }: StopFrom): StopFrom => ({
  place,
  who: place === 'phone' ? (who?.slice('phone-'.length, 'phone-'.length + 4) ?? null) : who,
});

function refusalOf(state: ArmState): ArmView['refusal'] {
  if (state.kind === 'unreferenced') return { text: '', remedy: state.hint };
  const why = state.kind === 'offline' ? state.why : state.kind === 'faulted' ? state.fault : undefined;
  return why === undefined ? null : { text: why.text, remedy: why.remedy };
}

function onCanvas(machine: Machine, at: MachinePoint): ArmView['at'] {
  const { xMm, yMm, heightMm } = unplace(machine, at);
  return { x: xMm, y: yMm, z: heightMm };
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

const starting: ArmView = {
  state: 'connecting',
  says: { code: 'starting' },
  refusal: null,
  driver: '',
  at: null,
  figure: null,
  queued: 0,
  painted: 0,
  withdrawn: 0,
  dips: 0,
  washes: 0,
  dipsLeft: 0,
  brush: null,
  slowed: false,
  lastFault: null,
  etaS: 0,
};

/** The arm in codes that pages put into words, in canvas millimetres, and as a figure. */
export function armView(status: ArmStatus | null, { machine, sight, mmPerDip, stop }: ArmSurroundings): ArmView {
  if (!status) return starting;
  const { state, driver, at, queued, painted, withdrawn, dips, washes, dipsLeft, brush, slowed, lastFault, etaS } = status;
  return {
    state: state.kind,
    says: saysOf(state, stop),
    refusal: refusalOf(state),
    driver,
    at: at && onCanvas(machine, at),
    figure: sight.figure(at),
    queued,
    painted,
    withdrawn,
    dips,
    washes,
    dipsLeft,
    brush: brush && { paint: brush.paint, left: Math.round(100 * unit(brush.leftMm / mmPerDip)) / 100 },
    slowed,
    lastFault: lastFault && {
      text: lastFault.fault.text,
      remedy: lastFault.fault.remedy,
      at: new Date(Math.round(lastFault.atMs)).toISOString(),
    },
    etaS,
  };
}
