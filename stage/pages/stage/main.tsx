import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello } from '../../protocol/messages.ts';
import { connectStage, showRefusal } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { Mirror } from '../shared/mirror.ts';
import { calmMotion } from '../shared/motion.ts';
import { tell } from '../shared/notices.ts';
import { createPaintingFeed, lookAtPainting } from '../shared/painting-feed.ts';
import { watchPoll } from '../shared/poll.ts';
import { stopFrom } from '../shared/stop.ts';
import { createPace } from '../wall/moment.ts';
import { createPicture } from '../wall/picture.ts';
import { onLadder, qualityForTrial } from '../wall/quality.ts';
import { createRenderer } from '../wall/renderer.ts';
import { createRoomSound } from '../wall/sound.ts';
import { timeTrial } from '../wall/trial.ts';
import { Chrome } from './chrome.tsx';
import { createEars } from './ears.ts';
import { createHandDesk } from './hands/desk.ts';
import { watchPointer } from './hands/pointer.ts';
import { stageKeyOf } from './keys.ts';
import { createLoop } from './loop.ts';
import { createMeter } from './meter.ts';
import { nextEasel, readSettings } from './settings.ts';
import { createSoaking } from './soaking.ts';
import { spokenOf } from './vote-words.tsx';
import { hideIdleCursor, lineThatFades, toggleFullscreen } from './window.ts';

settleLanguage();
const settings = readSettings(location.search);
const canvas = document.querySelector<HTMLCanvasElement>('#wall');
const over = document.querySelector<HTMLElement>('#over');
if (canvas === null || over === null) throw new Error('stage.html has no #wall or no #over; both are written there');

const { socket, link, close } = connectStage();
const mirror = new Mirror();
const hello = signal<Hello | null>(null);
const arm = signal<ArmView | null>(null);
const easel = signal(settings.easel);
const join = signal(true);
const help = signal(false);
const votes = signal(settings.votes);
const lit = signal(0);
const vote = watchPoll();
const saying = createSoaking(
  computed(() => (votes.value ? spokenOf(vote.poll.value) : null)),
  lit,
);
const lighting = createSoaking(signal({ key: 'paper', what: null }), lit);
const feed = createPaintingFeed(lookAtPainting);
const pace = createPace();

const trouble = (text: string): void => tell({ code: 'stage/trouble', text, remedy: 'Reload this page; the show goes on meanwhile.' });
const gentle = settings.calm || calmMotion();
const renderer = createRenderer(canvas);
const quality = renderer === null ? 1 : settings.quality === null ? qualityForTrial(timeTrial(renderer)) : onLadder(settings.quality);
const picture = renderer === null ? null : createPicture(renderer, { onTrouble: trouble, gentle });
const sound = createRoomSound(settings.mute, trouble);
const ears = createEars(socket, settings.listen);
const detect = createMeter(60);
const desk = createHandDesk(settings, socket, (ms) => detect.push(ms));
const cameraLine = lineThatFades(desk.state);
const bodiesLine = lineThatFades(desk.bodies);

const loop = createLoop({
  mirror,
  pace,
  picture,
  sound,
  hello: () => hello.peek(),
  quality,
  fixed: settings.quality !== null,
  wall: canvas,
  gentle,
  about: () => ({
    connected: link.peek() === 'open',
    camera: desk.state.peek().kind,
    bodies: desk.bodies.peek().kind,
    hands: desk.last()?.hands.length ?? 0,
    bodiesSeen: desk.lastBodies()?.bodies.length ?? 0,
  }),
});

socket.on('hello', (said) => {
  mirror.begin();
  hello.value = said;
  feed.refresh();
});
socket.on('frame', (frame) => {
  if (!mirror.take(frame)) return;
  pace.heard(frame.time, performance.now() / 1000);
  if (frame.light !== undefined) lit.value = frame.light;
  if (frame.cue) vote.hear({ ...frame.cue, choices: frame.cue.ballot });
});
socket.on('arm', (said) => {
  arm.value = said;
});
socket.on('painted', feed.add);
socket.on('notice', tell);

const unpoint = watchPointer(canvas, (touch) => {
  if (!socket.connected) return;
  if (touch.phase === 'move') socket.volatile.emit('touch', touch);
  else socket.emit('touch', touch, showRefusal);
});
const stop = stopFrom(socket, 'stage');
const toggleHelp = (): void => {
  help.value = !help.peek();
};
const page = new AbortController();
window.addEventListener(
  'keydown',
  (event) => {
    sound.wake();
    ears.wake();
    const key = stageKeyOf(event);
    if (key === 'fullscreen') toggleFullscreen();
    else if (key === 'easel') easel.value = nextEasel(easel.peek());
    else if (key === 'join') join.value = !join.peek();
    else if (key === 'camera') desk.toggle();
    else if (key === 'mute') sound.toggleMute();
    else if (key === 'listen') ears.toggle();
    else if (key === 'votes') votes.value = !votes.peek();
    else if (key === 'help') toggleHelp();
    else if (key === 'stop') stop();
  },
  { signal: page.signal },
);
window.addEventListener('pointerup', sound.wake, { signal: page.signal });
window.addEventListener('pointerup', ears.wake, { signal: page.signal });
const showCursor = hideIdleCursor(page.signal);

window.allaPrima = {
  get fps() {
    return loop.fps.peek();
  },
  get scriptMsP95() {
    return loop.script.quantile(0.95);
  },
  get detectMs() {
    return detect.mean();
  },
  get lastHands() {
    return desk.last()?.hands.length ?? 0;
  },
  get landmarks() {
    return desk.last();
  },
  get bodyDetectMs() {
    return desk.bodyDetectMs();
  },
  get bodies() {
    return desk.lastBodies();
  },
  get soundState() {
    return sound.state.peek();
  },
  get quality() {
    return loop.quality();
  },
  get going() {
    return picture?.going ?? null;
  },
  get drawn() {
    return loop.drawn();
  },
  listen: sound.listen,
};

render(
  <Chrome
    {...{ hello, link, arm, feed, easel, join, help, cameraLine, bodiesLine, stop, toggleHelp }}
    said={saying.now}
    lit={lighting.now}
    sound={sound.state}
    camera={desk.state}
    bodies={desk.bodies}
    bodiesSeen={loop.bodies}
    ears={ears.state}
    hands={loop.hands}
    fps={loop.fps}
    webgl={renderer !== null}
  />,
  over,
);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  page.abort();
  showCursor();
  unpoint();
  loop.dispose();
  desk.dispose();
  ears.dispose();
  vote.dispose();
  saying.dispose();
  lighting.dispose();
  sound.dispose();
  picture?.dispose();
  renderer?.dispose();
  feed.dispose();
  close();
  render(null, over);
});
