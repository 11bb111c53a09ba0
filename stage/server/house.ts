import type { Cue } from '../../engine/cues/cue.ts';
import type { Input } from '../../engine/input.ts';
import type { Refusal } from '../../engine/result.ts';
import type { ArmView } from '../protocol/arm-view.ts';
import type { Ballot, CameraState, Frame, Hello, LogLine, Mine, QueuedStroke, You } from '../protocol/messages.ts';
import type { MappingsView } from '../protocol/play.ts';
import type { Artist } from './artist.ts';
import type { Consoles } from './consoles.ts';
import type { Orders } from './orders.ts';

/** What the doors of every role may ask of the show. Everything that changes it goes through `say` or `orders`, and so into the ledger. */
export interface House extends Artist {
  /** for the next step */
  say(input: Input): void;
  /** of the arm */
  readonly orders: Orders;
  readonly consoles: Consoles;
  /** a page of a console went away: what it moved stands still at once */
  leaveConsole(console: number): void;
  hello(): Hello;
  /** all that stands now, for a page that joins; null before the first step */
  standing(): Frame | null;
  arm(): ArmView;
  /** null until the next step has given this participant a pigment */
  you(participant: string): You | null;
  mine(participant: string): Mine;
  queue(): readonly QueuedStroke[];
  etas(): readonly (readonly [stroke: string, s: number])[];
  logLines(): readonly LogLine[];
  cameras(): Readonly<Record<string, CameraState>>;
  camera(id: string, state: CameraState | null): void;
  mappings(): MappingsView;
  cues(): readonly Cue[];
  /** the room goes dark, or is */
  panicking(): boolean;
  /** what may be voted for, and what this participant wants */
  ballot(participant: string): Ballot;
  refusedAt(door: string, why: Refusal): void;
}
