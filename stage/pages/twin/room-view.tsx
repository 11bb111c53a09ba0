import { effect, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Paint } from '../../../engine/palette.ts';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { MachineView } from '../../protocol/machine-view.ts';
import { calmMotion } from '../shared/motion.ts';
import type { PaintingFeed } from '../shared/painting-feed.ts';
import { viewKeyOf } from './room/keys.ts';

interface Props {
  readonly machine: MachineView;
  readonly palette: readonly Paint[];
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly feed: PaintingFeed;
  readonly label: string;
  /** this browser cannot draw it, or cannot any more */
  readonly onFail: () => void;
}

/** between the machine and the words, px */
const gapPx = 16;

/** Loads three, draws the room into a canvas element, and gives it the keys. @returns what ends it */
function mountRoom(canvas: HTMLCanvasElement, { machine, palette, arm, feed, onFail }: Props): () => void {
  const ended = new AbortController();
  const inset = (): number => {
    const words = document.querySelector('.label')?.getBoundingClientRect();
    return words === undefined ? 0 : Math.max(0, canvas.getBoundingClientRect().right - words.left + gapPx);
  };
  const open = async (): Promise<void> => {
    const { openRoom } = await import('./room/room.ts');
    if (ended.signal.aborted) return;
    const onDrawn = (): void => {
      canvas.dataset.drawn = '';
    };
    const room = openRoom({ canvas, machine, palette, feed, calm: calmMotion(), inset, onDrawn, onLost: onFail });
    if (room === null) return onFail();
    const unfollow = effect(() => room.setFigure(arm.value?.figure ?? null));
    addEventListener(
      'keydown',
      (press) => {
        const key = viewKeyOf(press);
        if (key === null) return;
        press.preventDefault();
        room.press(key);
      },
      { signal: ended.signal },
    );
    ended.signal.addEventListener('abort', () => {
      unfollow();
      room.dispose();
    });
  };
  open().catch((error: unknown) => {
    console.warn('The machine is not shown:', error);
    onFail();
  });
  return () => ended.abort();
}

/** The machine in its room. */
export function RoomView(props: Props): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { machine, palette, arm, feed, onFail } = props;
  useEffect(() => (canvas.current === null ? undefined : mountRoom(canvas.current, props)), [machine, palette, arm, feed, onFail]);
  return <canvas ref={canvas} class="room" role="img" aria-label={props.label} tabIndex={0} />;
}
