import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello } from '../../protocol/messages.ts';
import type { Link } from '../shared/connection.ts';
import type { PaintingFeed } from '../shared/painting-feed.ts';
import type { SoundState } from '../wall/sound.ts';
import type { EarsState } from './ears.ts';
import type { SourceState } from './hands/source.ts';
import type { EaselSize } from './settings.ts';
import type { Soak } from './soak.ts';
import type { Spoken } from './vote-words.tsx';

/** All that lies over the picture: little, quiet, and each part can be sent away. */
export interface ChromeState {
  readonly hello: ReadonlySignal<Hello | null>;
  readonly link: ReadonlySignal<Link>;
  readonly arm: ReadonlySignal<ArmView | null>;
  readonly feed: PaintingFeed;
  readonly easel: Signal<EaselSize>;
  readonly join: Signal<boolean>;
  readonly help: Signal<boolean>;
  /** words of a vote, and how bright they are */
  readonly said: ReadonlySignal<Soak<Spoken>>;
  /** light of what else lies over the picture, 0..1 */
  readonly lit: ReadonlySignal<Soak<null>>;
  readonly sound: ReadonlySignal<SoundState>;
  readonly camera: ReadonlySignal<SourceState>;
  readonly ears: ReadonlySignal<EarsState>;
  /** of what looks for bodies beside the hands */
  readonly bodies: ReadonlySignal<SourceState>;
  /** whether the lines about the camera and about bodies are still to be seen */
  readonly cameraLine: ReadonlySignal<boolean>;
  readonly bodiesLine: ReadonlySignal<boolean>;
  readonly hands: ReadonlySignal<number>;
  readonly bodiesSeen: ReadonlySignal<number>;
  readonly fps: ReadonlySignal<number>;
  readonly webgl: boolean;
  readonly stop: () => void;
  readonly toggleHelp: () => void;
}
