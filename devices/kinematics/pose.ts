/** Where the brush is and how it is held. Machine frame, mm and degrees. */
export interface BrushPose {
  /** of the point that touches the canvas */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** angle of the handle from straight, 0 to 180; straight is the normal of the kinematics' `straight` frame */
  readonly tiltDeg: number;
  /** direction that the handle leans to, from the frame's `right` (0) to its `up` (90) */
  readonly tiltTowardsDeg: number;
}
