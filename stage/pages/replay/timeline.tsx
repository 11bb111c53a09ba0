import type { ReadonlySignal, Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Paint } from '../../../engine/palette.ts';
import type { Marks } from '../../../engine/replay/marks.ts';
import { HZ } from '../../../engine/show.ts';
import { showTime } from '../../../engine/time-code.ts';
import { words } from '../shared/i18n/language.ts';
import type { Stretch } from './command.ts';
import { paintLanes } from './lane-paint.ts';
import { lanesHeight, layLanes } from './lanes.ts';
import { zoomed } from './view.ts';

export interface TimelineParts {
  readonly marks: Marks;
  readonly palette: readonly Paint[];
  readonly at: ReadonlySignal<number>;
  readonly view: Signal<Stretch>;
  readonly chosen: ReadonlySignal<Stretch>;
  readonly width: ReadonlySignal<number>;
  readonly seek: (step: number) => void;
}

function Lanes({ marks, palette, view, width }: TimelineParts): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [wide, seen, spoken] = [width.value, view.value, words.value.replay];
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!canvas.current || !pen || wide === 0) return;
    canvas.current.width = Math.round(wide * devicePixelRatio);
    canvas.current.height = Math.round(lanesHeight * devicePixelRatio);
    pen.scale(devicePixelRatio, devicePixelRatio);
    paintLanes(pen, { marks, palette, view: seen, lanes: layLanes(wide), words: spoken });
  }, [marks, palette, seen, wide, spoken]);
  return <canvas ref={canvas} style={{ height: `${lanesHeight}px` }} />;
}

/** What lies over the lanes: the chosen stretch, and where the replay is. */
function Over({ at, view, chosen, width, marks }: TimelineParts): JSX.Element {
  const { gutter } = layLanes(width.value);
  const { from, to } = view.value;
  const left = (step: number): number => gutter + ((step - from) / (to - from)) * (width.value - gutter);
  const within = (x: number): number => Math.min(width.value, Math.max(gutter, x));
  const [begin, end] = [within(left(chosen.value.from)), within(left(chosen.value.to))];
  const whole = chosen.value.from === 0 && chosen.value.to === marks.steps;
  const head = left(at.value);
  return (
    <>
      {!whole && <i class="chosen" style={{ left: `${begin}px`, width: `${Math.max(2, end - begin)}px` }} />}
      {head >= gutter && head <= width.value + 1 && <i class="head" style={{ left: `${head}px` }} />}
    </>
  );
}

/** The performance from its beginning to its end: pressed, dragged, or gone along by keys. */
export function Timeline(parts: TimelineParts): JSX.Element {
  const { at, marks, view, width, seek } = parts;
  const stepUnder = (event: { readonly clientX: number; readonly currentTarget: HTMLElement }): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const { gutter } = layLanes(width.peek());
    const share = (event.clientX - left - gutter) / Math.max(1, width.peek() - gutter);
    return view.peek().from + Math.min(1, Math.max(0, share)) * (view.peek().to - view.peek().from);
  };
  return (
    <div
      class="timeline"
      role="slider"
      tabIndex={0}
      aria-label={words.value.replay.timeline}
      aria-valuemin={0}
      aria-valuemax={Math.round(marks.steps / HZ)}
      aria-valuenow={Math.round(at.value / HZ)}
      aria-valuetext={showTime(Math.floor(at.value / HZ))}
      style={{ height: `${lanesHeight}px` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(stepUnder(event));
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(stepUnder(event));
      }}
      onWheel={(event) => {
        event.preventDefault();
        view.value = zoomed(view.peek(), event.deltaY > 0 ? 1.25 : 0.8, stepUnder(event), marks.steps);
      }}
    >
      <Lanes {...parts} />
      <Over {...parts} />
    </div>
  );
}
