import type { Move, Planner } from './planner.ts';
import { braking, type Profile, trapezoid } from './profile.ts';
import { add, between, length, origin, scale, subtract, type Vec3 } from './vector.ts';

/** A piece of true motion: where the tool really went, in physical machine mm, straight and at constant speed. */
export interface Travelled {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly startMs: number;
  readonly durationMs: number;
}

/** Grbl cuts what it executes into pieces of 10 ms and prepares five ahead: a hold bites only behind them. */
const pieceS = 0.01;
const piecesAhead = 5;
const nothing = 1e-9;

interface Piece {
  readonly to: Vec3;
  readonly seconds: number;
}

/** Executes the planner's blocks in time. Positions are as the controller believes; `slip` is how far it is wrong. */
export interface Motion {
  readonly planner: Planner;
  running(): boolean;
  position(nowMs: number): Vec3;
  truePosition(nowMs: number): Vec3;
  /** of the piece being prepared, mm/s, as Grbl reports it */
  speed(): number;
  begin(nowMs: number): void;
  queue(move: Move): void;
  override(feedPercent: number, rapidPercent: number): void;
  hold(): void;
  /** ready to go on from a stop */
  settle(): void;
  /** drives stop within a step; nothing is planned any more */
  halt(nowMs: number): void;
  advance(nowMs: number): void;
  /** when a piece ends next, Infinity at rest */
  nextMs(): number;
  /** believes to be at a place, without having moved; forgets all plans */
  believe(position: Vec3, nowMs: number): void;
  /** time to execute what was prepared and planned, s */
  committedS(nowMs: number): number;
  /** the prepared part of it alone */
  preparedS(nowMs: number): number;
}

/** @param start - where the arm truly stands; it is believed to be at 0 */
export function createMotion(
  planner: Planner,
  start: Vec3,
  listeners: { readonly travelled: (travelled: Travelled) => void; readonly stopped: () => void },
): Motion {
  let pieces: Piece[] = [];
  let pieceStartMs = 0;
  let at: Vec3 = origin;
  let slip: Vec3 = start;
  let running = false;
  let holding = false;
  let stoppedByHold = false;
  let speed = 0;
  let profile: Profile | undefined;
  let into = 0;
  let mmAtStart = 0;

  /** turns up to 10 ms of the first block into a piece */
  const prepareOne = (): boolean => {
    const [block] = planner.blocks;
    if (block === undefined || stoppedByHold) return false;
    if (profile === undefined) {
      const { mm, nominal, acceleration } = block;
      profile = holding
        ? braking({ mm, entry: speed, acceleration })
        : trapezoid({ mm, entry: speed, nominal, exit: planner.exitSpeed(), acceleration });
      into = 0;
      mmAtStart = mm;
    }
    const left = profile.seconds - into;
    const finished = left <= pieceS * 1.001;
    const seconds = finished ? left : pieceS;
    into = finished ? profile.seconds : into + pieceS;
    block.mm = Math.max(0, mmAtStart - profile.mmAt(into));
    speed = profile.speedAt(into);
    const whole = block.mm < nothing || (finished && profile.mm >= mmAtStart);
    pieces.push({ to: whole ? block.to : add(block.to, scale(block.unit, -block.mm)), seconds });
    if (whole) planner.discard();
    if (whole || finished) profile = undefined;
    if (holding && finished && speed < 1e-6) {
      speed = 0;
      stoppedByHold = true;
    }
    return true;
  };
  const prepare = (): void => {
    while (running && pieces.length < piecesAhead && prepareOne());
  };

  const travelled = (to: Vec3, durationMs: number): void => {
    if (length(subtract(to, at)) > 0) {
      listeners.travelled({ from: add(at, slip), to: add(to, slip), startMs: pieceStartMs, durationMs });
    }
    at = to;
  };

  const position = (nowMs: number): Vec3 => {
    const [piece] = pieces;
    if (!running || piece === undefined || piece.seconds <= 0) return at;
    return between(at, piece.to, Math.min(1, Math.max(0, (nowMs - pieceStartMs) / 1000 / piece.seconds)));
  };

  const preparedS = (nowMs: number): number =>
    running ? Math.max(0, pieces.reduce((sum, piece) => sum + piece.seconds, 0) - (nowMs - pieceStartMs) / 1000) : 0;

  const rest = (): void => {
    pieces = [];
    running = false;
    holding = false;
    stoppedByHold = false;
    speed = 0;
    profile = undefined;
  };

  return {
    planner,
    running: () => running,
    position,
    truePosition: (nowMs) => add(position(nowMs), slip),
    speed: () => (running ? speed : 0),
    begin: (nowMs) => {
      if (running) return;
      rest();
      planner.replan(0);
      running = true;
      pieceStartMs = nowMs;
      prepare();
    },
    queue: (move) => {
      if (planner.append(move, speed)) profile = undefined;
      prepare();
    },
    override: (feedPercent, rapidPercent) => {
      planner.override(feedPercent, rapidPercent, speed);
      profile = undefined;
    },
    hold: () => {
      if (!running || holding) return;
      holding = true;
      profile = undefined;
      if (speed < 1e-6) stoppedByHold = true;
    },
    settle: () => {
      rest();
      planner.replan(0);
    },
    halt: (nowMs) => {
      const here = position(nowMs);
      if (running) travelled(here, nowMs - pieceStartMs);
      rest();
      planner.sync(at);
    },
    advance: (nowMs) => {
      for (let piece = pieces[0]; running && piece !== undefined && pieceStartMs + piece.seconds * 1000 <= nowMs; piece = pieces[0]) {
        travelled(piece.to, piece.seconds * 1000);
        pieceStartMs += piece.seconds * 1000;
        pieces.shift();
        prepare();
      }
      if (running && pieces.length === 0) {
        running = false;
        listeners.stopped();
      }
    },
    nextMs: () => (running ? pieceStartMs + (pieces[0]?.seconds ?? 0) * 1000 : Number.POSITIVE_INFINITY),
    believe: (place, nowMs) => {
      const truth = add(position(nowMs), slip);
      rest();
      at = place;
      slip = subtract(truth, place);
      planner.sync(place);
    },
    committedS: (nowMs) => preparedS(nowMs) + planner.seconds(speed),
    preparedS,
  };
}
