/** What the server tells the pages. What the pages tell the server is in `doors.ts`, because it must be validated. */
import type { PaintedPiece } from '../../engine/painting/piece.ts';
import type { Brush, Paint } from '../../engine/palette.ts';
import type { CrowdView, Gesture, Person } from '../../engine/people.ts';
import type { Refusal } from '../../engine/result.ts';
import type { Params, SceneEvent } from '../../engine/scene.ts';
import type { Canvas } from '../../engine/stroke.ts';
import type { ArmFigure } from './machine-view.ts';

/** First word to a page that joins. */
export interface Hello {
  readonly title: string;
  readonly seed: number;
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  /** scene on now, and its adjustable parameters */
  readonly scene: { readonly id: string; readonly title: string; readonly params: Params };
  /** where phones join, for the QR code; null where no phone can reach this server (bound to loopback only) */
  readonly visitUrl: string | null;
}

/** The show as it stands, 30 times a second. A field that is absent has not changed since the last frame. */
export interface Frame {
  readonly step: number;
  /** seconds of the show */
  readonly time: number;
  readonly people?: readonly Person[];
  /** the scene's own dreamers */
  readonly dreamers?: readonly Person[];
  /** 0 nobody here, 1 somebody */
  readonly presence?: number;
  /** all who are there as one; energy and place in hundredths */
  readonly crowd?: CrowdView;
  readonly scene?: string;
  readonly cue?: { readonly number: number; readonly name: string; readonly next: string | null };
  readonly params?: Readonly<Record<string, number>>;
  /** masters, 0..1, after blackout and panic: what the wall must show and the room must hear */
  readonly light?: number;
  readonly sound?: number;
  readonly masters?: { readonly light: number; readonly sound: number; readonly blackout: boolean; readonly panic: boolean };
  /** each is told exactly once */
  readonly gestures?: readonly Gesture[];
  readonly events?: readonly SceneEvent[];
}

/** The arm in words that a page can show without knowing any arm. */
export interface ArmView {
  readonly state: 'offline' | 'connecting' | 'unreferenced' | 'ready' | 'painting' | 'drying' | 'jogging' | 'held' | 'faulted';
  /** one line for a person: why it is held, what is wrong */
  readonly text: string;
  readonly remedy: string | null;
  readonly driver: string;
  /** brush over the canvas, canvas mm, as reported; null when unknown */
  readonly at: { readonly x: number; readonly y: number; readonly z: number } | null;
  /** the arm in the machine's frame, as reported; null when unknown */
  readonly figure: ArmFigure | null;
  readonly queued: number;
  readonly painted: number;
  readonly withdrawn: number;
  readonly dips: number;
  readonly etaS: number;
}

/** Where a visitor's own strokes are on their way. */
export interface Mine {
  readonly waiting: number;
  readonly painting: number;
  readonly painted: number;
  /** places ahead in the queue, of the first that waits */
  readonly ahead: number;
}

export interface You {
  readonly participant: string;
  readonly paint: string;
}

/** Everything that happened to the painting, in order, for a page that shows it. */
export interface PaintingView {
  /** of the linen's weave */
  readonly seed: number;
  readonly canvas: Canvas;
  readonly palette: readonly Paint[];
  readonly brushes: readonly Brush[];
  readonly pieces: readonly PaintedPiece[];
}

/** Queue entry for the console. */
export interface QueuedStroke {
  readonly id: string;
  readonly author: string;
  readonly paint: string;
  readonly cause: string;
  readonly lengthMm: number;
  readonly life: 'queued' | 'sent';
}

export interface LogLine {
  readonly at: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

export interface CameraState {
  readonly kind: 'starting' | 'running' | 'off' | 'refused' | 'absent' | 'no-webgl' | 'no-model' | 'wrong-model' | 'failed';
  readonly text: string;
}

/** namespace `/stage` (stage pages, and `/twin`, which listens only) */
export interface ToStage {
  hello: (hello: Hello) => void;
  frame: (frame: Frame) => void;
  arm: (arm: ArmView) => void;
  painted: (piece: PaintedPiece) => void;
  notice: (notice: Refusal) => void;
}
/** namespace `/operator` */
export interface ToOperator extends ToStage {
  queue: (queue: readonly QueuedStroke[]) => void;
  log: (line: LogLine) => void;
  cameras: (cameras: Readonly<Record<string, CameraState>>) => void;
  phones: (count: number) => void;
}
/** namespace `/visitor` */
export interface ToVisitor {
  hello: (hello: Hello) => void;
  you: (you: You) => void;
  mine: (mine: Mine) => void;
  arm: (arm: ArmView) => void;
  notice: (notice: Refusal) => void;
}
