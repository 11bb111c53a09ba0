import { type ReadonlySignal, signal } from '@preact/signals';
import { recall, remember } from '../../shared/memory.ts';
import type { Device } from './device.ts';

export interface DeviceChoice {
  /** null: the clock goes nowhere */
  readonly chosen: ReadonlySignal<Device | null>;
  choose(device: Device | null): void;
  dispose(): void;
}

const ID = 'clock-out';
const NAME = 'clock-out-name';

function remembered(): Device | null {
  const id = recall(ID) ?? '';
  return id === '' ? null : { id, name: recall(NAME) ?? id };
}

/** Where the clock goes: nowhere until the artist says so, then what was chosen last, in every console of this browser. */
export function rememberDevice(): DeviceChoice {
  const chosen = signal(remembered());
  const over = new AbortController();
  // told in the other consoles of this browser
  window.addEventListener(
    'storage',
    () => {
      const now = remembered();
      if (now?.id !== chosen.peek()?.id) chosen.value = now;
    },
    { signal: over.signal },
  );
  return {
    chosen,
    choose(device) {
      remember(NAME, device?.name ?? '');
      remember(ID, device?.id ?? '');
      chosen.value = device;
    },
    dispose: () => over.abort(),
  };
}
