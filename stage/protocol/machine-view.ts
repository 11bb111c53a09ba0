/** The machine itself, for a page that shows it: the frame is the machine's own, mm, right-handed. */

export type Place3 = readonly [x: number, y: number, z: number];

export interface BoxView {
  readonly min: Place3;
  readonly max: Place3;
}

/** `at`: a plunged brush; `approach`: from there to the open, of length 1 */
export interface Opening {
  readonly at: Place3;
  readonly approach: Place3;
}

/** What of a machine stands still. `GET /api/machine` */
export interface MachineView {
  readonly id: string;
  readonly name: string;
  /** direction that is up in the room, of length 1 */
  readonly up: Place3;
  /** how it is shown to stand: the canvas hung in a leaning frame, or everything on a level ground */
  readonly stands: 'frame' | 'ground';
  /** `corner` is the bottom left of the painted area; directions of length 1, square to one another; `normal` is away from it */
  readonly canvas: {
    readonly corner: Place3;
    readonly right: Place3;
    readonly up: Place3;
    readonly normal: Place3;
    readonly widthMm: number;
    readonly heightMm: number;
  };
  /** `paint`: null for a well that the palette leaves empty */
  readonly wells: readonly (Opening & { readonly paint: string | null })[];
  /** water and rag, as a brush is pressed to them; null for a machine that has none */
  readonly wash: { readonly water: Opening; readonly rag: Opening } | null;
  readonly rim: { readonly radiusMm: number; readonly heightMm: number };
  /** where the brush rests between jobs; null where the description's own park cannot be taken */
  readonly park: Place3 | null;
  /** the arm at its park; null as above. What of it are rails stands there always */
  readonly rest: ArmFigure | null;
  /** the brush stays inside, and outside of each kept-out box */
  readonly fence: BoxView;
  readonly keepOut: readonly { readonly name: string; readonly box: BoxView }[];
}

/** The arm in one stance, rounded to 0.1 mm. The same machine has the same members in every stance, and the brush points with `to`. */
export interface ArmFigure {
  readonly members: readonly {
    readonly kind: 'link' | 'rail' | 'brush';
    readonly from: Place3;
    readonly to: Place3;
    readonly radiusMm: number;
  }[];
}
