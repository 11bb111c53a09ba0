import { effect, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ArmView } from '../../protocol/arm-view.ts';
import { createEasel } from './painting/easel.ts';
import type { PaintingFeed } from './painting-feed.ts';

interface Props {
  readonly feed: PaintingFeed;
  readonly arm: ReadonlySignal<ArmView | null>;
  /** width / height of the canvas, so that the page keeps its place before the painting is known */
  readonly aspect: number;
  readonly label: string;
}

/** Shows the painting on a canvas element, with the brush where the arm says it is. @returns what ends it */
function mountEasel(element: HTMLCanvasElement, feed: PaintingFeed, arm: ReadonlySignal<ArmView | null>): () => void {
  let easel: ReturnType<typeof createEasel> | null = null;
  const detach = feed.attach({
    begin(view) {
      easel?.dispose();
      easel = createEasel(element, view, { seed: view.seed });
      easel.setArm(arm.peek()?.at ?? null);
    },
    add: (piece) => easel?.add(piece),
  });
  const unfollow = effect(() => easel?.setArm(arm.value?.at ?? null));
  return () => {
    unfollow();
    detach();
    easel?.dispose();
  };
}

/** The canvas as it stands. */
export function EaselView({ feed, arm, aspect, label }: Props): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current === null ? undefined : mountEasel(canvas.current, feed, arm)), [feed, arm]);
  return <canvas ref={canvas} class="easel" role="img" aria-label={label} style={{ aspectRatio: String(aspect) }} />;
}
