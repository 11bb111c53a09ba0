import type { Input } from '../../engine/input.ts';
import type { Refusal } from '../../engine/result.ts';
import type { ArmView, CameraState, Frame, Hello, LogLine, Mine, QueuedStroke, You } from '../protocol/messages.ts';
import type { MappingsView } from '../protocol/play.ts';

/** What the doors of every role may ask of the show. Everything that changes it goes through `say`, and so into the ledger. */
export interface House {
  /** for the next step */
  say(input: Input): void;
  hello(): Hello;
  /** all that stands now, for a page that joins; null before the first step */
  standing(): Frame | null;
  arm(): ArmView;
  /** null until the next step has given this participant a pigment */
  you(participant: string): You | null;
  mine(participant: string): Mine;
  queue(): readonly QueuedStroke[];
  logLines(): readonly LogLine[];
  cameras(): Readonly<Record<string, CameraState>>;
  camera(id: string, state: CameraState | null): void;
  go(): Refusal | null;
  /** take the cue of this number */
  cue(number: number): Refusal | null;
  mappings(): MappingsView;
  hold(): void;
  resume(): void;
  stop(who: string): void;
  home(): void;
  withdraw(strokes: readonly string[]): void;
  refusedAt(door: string, why: Refusal): void;
}
