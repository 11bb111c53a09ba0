import { type ReadonlySignal, signal } from '@preact/signals';
import type { Cue } from '../../../../engine/cues/cue.ts';
import type { Hello } from '../../../protocol/messages.ts';
import { recall, remember } from '../../shared/memory.ts';
import type { Mirror } from '../../shared/mirror.ts';
import { calmMotion } from '../../shared/motion.ts';
import { tell } from '../../shared/notices.ts';
import type { Pace } from '../../wall/moment.ts';

export type PreviewState = 'loading' | 'live' | 'no-webgl' | 'failed';

/** The two pictures of the console: whether they are unfolded, and how they are. */
export interface PreviewDesk {
  readonly open: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<PreviewState>;
  /** whether each picture is there yet */
  readonly seen: Readonly<Record<'wall' | 'go', ReadonlySignal<boolean>>>;
  toggle(): void;
  /** Draws on these canvases, once what draws is loaded. @returns what ends it */
  show(wall: HTMLCanvasElement, go: HTMLCanvasElement): () => void;
}

const KEY = 'console-preview';

export interface PreviewParts {
  /** the preview drains it */
  readonly mirror: Mirror;
  readonly pace: Pace;
  readonly hello: ReadonlySignal<Hello | null>;
  readonly cues: ReadonlySignal<readonly Cue[]>;
}

export function createPreviewDesk({ mirror, pace, hello, cues }: PreviewParts): PreviewDesk {
  const open = signal(recall(KEY) !== 'folded');
  const state = signal<PreviewState>('loading');
  const seen = { wall: signal(false), go: signal(false) };
  const onTrouble = (text: string): void =>
    tell({ code: 'console/preview', text, remedy: 'Fold the preview with P and unfold it again; the show goes on meanwhile.' });
  return {
    open,
    state,
    seen,
    toggle() {
      open.value = !open.peek();
      remember(KEY, open.peek() ? 'open' : 'folded');
    },
    show(wall, go) {
      let end: (() => void) | null = null;
      let ended = false;
      state.value = 'loading';
      seen.wall.value = false;
      seen.go.value = false;
      const begin = async (): Promise<void> => {
        try {
          // the pictures are most of what this page could load, and the least of what it needs to be of use
          const { openScreens } = await import('./screens.ts');
          if (ended) return;
          end = openScreens({
            ...{ mirror, pace, wall, go, onTrouble },
            hello: () => hello.peek(),
            cues: () => cues.peek(),
            gentle: calmMotion(),
            onSeen: (which, there) => {
              seen[which].value = there;
            },
          });
          state.value = end === null ? 'no-webgl' : 'live';
        } catch {
          state.value = 'failed';
        }
      };
      void begin();
      return () => {
        ended = true;
        end?.();
      };
    },
  };
}
