/** What the server tells the pages. What the pages tell the server is in `doors.ts`, because it must be validated. */
import type { Choice } from '../../engine/cues/ballot.ts';
import type { Cue } from '../../engine/cues/cue.ts';
import type { Chosen } from '../../engine/cues/player.ts';
import type { PaintedPiece } from '../../engine/painting/piece.ts';
import type { Brush, Paint } from '../../engine/palette.ts';
import type { CrowdView, Gesture, Person } from '../../engine/people.ts';
import type { Refusal } from '../../engine/result.ts';
import type { Params, SceneEvent } from '../../engine/scene.ts';
import type { Canvas } from '../../engine/stroke.ts';
import type { ArmView, LeaseView } from './arm-view.ts';
import type { SavedView, Turnable } from './artist.ts';
import type { MappingsView, MetersView, TempoView } from './play.ts';

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
  /** how fast the arm is moved by hand, mm/s: for the last millimetre, and for the way there */
  readonly jogMmS: { readonly slow: number; readonly fast: number };
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
  /** the scene before, while the wall goes over from it: the transition's name, and how far it is, 0..1 */
  readonly leaving?: { readonly scene: string; readonly kind: string; readonly progress: number } | null;
  /** the picture stands still */
  readonly frozen?: boolean;
  readonly cue?: CueNow;
  /** the latest cues that fired, the one that is on last: number, and s of the show */
  readonly path?: readonly (readonly [number: number, atS: number])[];
  /** names of the snapshots that are kept */
  readonly kept?: readonly string[];
  /** something that a hand moved can be taken back */
  readonly undoable?: boolean;
  /** the edit that is taken back next, and the one that is done again next; `locked`: show mode, nothing that would be saved can be changed */
  readonly editable?: { readonly undo: Turnable | null; readonly redo: Turnable | null; readonly locked: boolean };
  /** as the artist has set them */
  readonly params?: Readonly<Record<string, number>>;
  /** what mappings make of them, by target such as `hush/flow`; masters too, 0..1 */
  readonly moved?: Readonly<Record<string, number>>;
  readonly tempo?: TempoView;
  /** masters, 0..1, after blackout and panic: what the wall must show and the room must hear */
  readonly light?: number;
  readonly sound?: number;
  readonly masters?: { readonly light: number; readonly sound: number; readonly blackout: boolean; readonly panic: boolean };
  /** each is told exactly once */
  readonly gestures?: readonly Gesture[];
  readonly events?: readonly SceneEvent[];
}

/** Where the cues stand. `next`: name of what GO fires */
export interface CueNow {
  readonly number: number;
  readonly name: string;
  readonly next: string | null;
  readonly nextNumber: number | null;
  readonly held: boolean;
  /** nothing follows by itself */
  readonly stopped: boolean;
  /** a cue that was called and waits: for so many s, or for the next beat or bar */
  readonly waiting: { readonly name: string; readonly s: number; readonly on: 'beat' | 'bar' | null } | null;
  /** since it fired, whole s */
  readonly forS: number;
  /** how far each of its conditions has come, in what it counts (`comeOf` in the engine) */
  readonly come: readonly number[];
  /** how often its loop was gone */
  readonly gone: number;
  /** what the audience may vote for now */
  readonly ballot: readonly Choice[];
  /** by what this vote is told from others */
  readonly question: number;
  /** what the latest vote that was decided chose */
  readonly chosen: Chosen | null;
}

/** What one phone may vote for, and what it wants. */
export interface Ballot {
  readonly choices: readonly Choice[];
  readonly mine: string | null;
  /** by what this vote is told from others */
  readonly question: number;
  /** what the latest vote that was decided chose */
  readonly chosen: Chosen | null;
}

/** Where a visitor's own strokes are on their way. */
export interface Mine {
  readonly waiting: number;
  readonly painting: number;
  readonly painted: number;
  /** places ahead in the queue, of the first that waits */
  readonly ahead: number;
  /** s until the first that waits is painted; null when that is not known */
  readonly etaS: number | null;
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
  /** of the first hundred at the arm, in the order in which it will paint them: s until each is painted */
  etas: (etas: readonly (readonly [stroke: string, s: number])[]) => void;
  lease: (lease: LeaseView) => void;
  log: (line: LogLine) => void;
  cameras: (cameras: Readonly<Record<string, CameraState>>) => void;
  phones: (count: number) => void;
  mappings: (mappings: MappingsView) => void;
  meters: (meters: MetersView) => void;
  /** told when another is on */
  scene: (scene: Hello['scene']) => void;
  /** all cues, in their order: told when they were edited */
  cues: (cues: readonly Cue[]) => void;
  /** how the programme is kept: told when it was saved, or could not be */
  saved: (saved: SavedView) => void;
}
/** namespace `/visitor` */
export interface ToVisitor {
  hello: (hello: Hello) => void;
  you: (you: You) => void;
  mine: (mine: Mine) => void;
  /** told when it changes, twice a second at most */
  ballot: (ballot: Ballot) => void;
  arm: (arm: ArmView) => void;
  notice: (notice: Refusal) => void;
}
