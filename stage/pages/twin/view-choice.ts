import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** The machine in its room, or the painting alone, flat. */
export type View = 'machine' | 'painting';

/** What decides which view a page can show. */
export interface Able {
  /** wide enough for words beside the machine */
  readonly wide: boolean;
  /** `unknown` until its description came and a first picture could be drawn */
  readonly machine: 'unknown' | 'shown' | 'impossible';
}

/** @returns the view shown: a machine that cannot be shown yields to its painting */
export const viewShown = (wanted: View, { wide, machine }: Able): View =>
  wanted === 'machine' && wide && machine !== 'impossible' ? 'machine' : 'painting';

export interface ViewChoice {
  readonly shown: ReadonlySignal<View>;
  /** whether there is anything to switch to */
  readonly offered: ReadonlySignal<boolean>;
  toggle(): void;
}

export function createViewChoice(able: ReadonlySignal<Able>): ViewChoice {
  const wanted = signal<View>('machine');
  const shown = computed(() => viewShown(wanted.value, able.value));
  return {
    shown,
    offered: computed(() => viewShown('machine', able.value) === 'machine'),
    toggle() {
      wanted.value = shown.value === 'machine' ? 'painting' : 'machine';
    },
  };
}

/** Follows the width of the window. @param signal - ends it */
export function watchWidth(signalEnd: AbortSignal): ReadonlySignal<boolean> {
  const query = matchMedia('(min-width: 900px) and (min-aspect-ratio: 11 / 10)');
  const wide = signal(query.matches);
  query.addEventListener(
    'change',
    () => {
      wide.value = query.matches;
    },
    { signal: signalEnd },
  );
  return wide;
}
