import type { CameraState } from '../../../protocol/messages.ts';
import { armEn } from './arm-en.ts';
import { bodiesEn } from './bodies.ts';
import { consoleEn } from './console-en.ts';
import { enCues } from './en-cues.ts';
import { enEditor } from './en-editor.ts';
import { enEdits } from './en-edits.ts';
import { enPlay } from './en-play.ts';
import { enPreview } from './en-preview.ts';
import { enVotes } from './en-votes.ts';
import { replayEn } from './replay-en.ts';

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const camera: Readonly<Record<CameraState['kind'], string>> = {
  starting: 'The camera is starting.',
  running: 'The camera is watching for hands.',
  off: 'The camera is off.',
  refused: 'The camera was refused.',
  absent: 'There is no camera.',
  'no-webgl': 'Hands cannot be seen without WebGL.',
  'no-model': 'The hand model is missing.',
  'wrong-model': 'The hand model is not the expected one.',
  failed: 'Hands cannot be seen.',
};

/** Every word the pages say, in English. The type of this table is the type of every other: a word missing there fails the type check. */
export const en = {
  name: 'English',
  arm: armEn,
  link: {
    lost: 'Reconnecting to the show …',
    refused: 'The show does not let this page in.',
    pair: 'Open the operator link from the terminal once in this browser, then this page again.',
  },
  minutes: (s: number): string =>
    s < 60 ? `${Math.ceil(s)} s` : `${Math.floor(s / 60)} min ${String(Math.round(s % 60)).padStart(2, '0')} s`,
  mm: (n: number): string => `${Math.round(n)} mm`,
  dismiss: 'Dismiss',
  camera,
  cameraRemedy: {
    off: 'Press C to switch it on; the mouse and touch work all the same.',
    refused: 'Allow the camera in the address bar, then press C; the mouse and touch work meanwhile.',
    absent: 'Plug one in, and it is found by itself; the mouse and touch work meanwhile.',
    insecure: 'Browsers give the camera to localhost and https only: open this page at one of them.',
    webgl: 'Switch on hardware acceleration in the browser; the mouse and touch work meanwhile.',
    model: 'Run `npm run models`, then press C twice; the mouse and touch work meanwhile.',
    busy: 'Another program may hold the camera: close it, then press C.',
    retry: 'It is tried again by itself; the mouse and touch work meanwhile.',
  },
  bodies: bodiesEn,
  ears: enPlay.ears,
  play: enPlay.play,
  stage: {
    title: 'Stage',
    sound: 'Touch for sound',
    join: 'Draw with your phone',
    painting: 'The painting as it stands',
    noWebgl: 'This browser draws no WebGL: here is the painting itself.',
    noWebglRemedy: 'Switch on hardware acceleration, or open this page in another browser.',
    keys: 'Keys',
    fullscreen: 'Fullscreen',
    easel: 'Painting: small, large, off',
    qr: 'Phone code on or off',
    cameraKey: 'Camera on or off',
    mute: 'Sound on or off',
    stop: 'Stop the arm (Pause too)',
    help: 'These keys',
    fps: (fps: number): string => `${fps} frames a second`,
    hands: (n: number): string => (n === 0 ? 'no hand seen' : `${plural(n, 'hand', 'hands')} seen`),
  },
  visit: {
    title: 'Draw',
    sentence: ['Draw.', 'The room sees you.'],
    again: 'Draw again whenever you like.',
    yours: (paint: string): string => `${paint} is yours`,
    waiting: (ahead: number): string => (ahead === 0 ? 'Your line is next.' : `${plural(ahead, 'line', 'lines')} before yours.`),
    within: (s: number): string => (s <= 60 ? 'In a minute.' : `In about ${Math.ceil(s / 60)} minutes.`),
    painting: 'The brush is painting your line.',
    painted: 'Your line is on the canvas.',
    resting: 'The arm is resting. Your line waits for it.',
    offline: 'Out of reach of the room. Keep drawing: your line is kept.',
    joining: 'Joining the room …',
    sheet: 'Drawing sheet. Move the brush with the arrow keys; Space puts it down and lifts it.',
    canvas: 'See the canvas',
    stop: 'Stop',
  },
  twin: {
    title: 'The painting',
    strokes: (n: number): string => plural(n, 'stroke', 'strokes'),
    nothing: 'An empty canvas, for now',
    by: {
      hand: 'by hands before the camera',
      phone: 'from phones',
      generator: 'dreamt by the scene',
      pointer: 'by a finger on the wall',
      other: 'by others',
    },
    waiting: (n: number): string => `${n} waiting`,
    image: 'The painting as it stands, on an easel',
    png: 'Picture (PNG)',
    svg: 'Strokes (SVG)',
    machine: 'The machine, and the painting on it as it stands. Drag, or use the arrow keys, to turn it; + and − come nearer; 0 goes home.',
    showMachine: 'See the machine',
    showPainting: 'See the painting alone',
    turn: 'Drag or arrows turn · + − nearer · 0 home · V painting',
    onCanvas: (width: number, height: number): string => `Paint on canvas, ${width} × ${height} mm`,
  },
  lobby: {
    now: 'Now playing',
    people: (n: number): string => (n === 0 ? 'Nobody here yet' : `${plural(n, 'person', 'people')} here`),
    stage: { name: 'Stage', says: 'what the room sees, for the wall' },
    visit: { name: 'Visit', says: 'draw with a finger, on a phone' },
    twin: { name: 'Painting', says: 'the canvas as it stands' },
    console: { name: 'Console', says: 'cues, light, sound and the arm' },
    replay: { name: 'Replay', says: 'what was played, to look at again' },
    operator: 'The console opens with the one-time link printed in the terminal where the show was started.',
    join: 'Draw with your phone',
    local: 'Phones cannot reach this show: it listens on this computer only.',
    quiet: 'No show answers here. Start it with npm start; this page finds it by itself.',
  },
  console: consoleEn,
  replay: replayEn,
  cues: enCues,
  editor: enEditor,
  edits: enEdits,
  preview: enPreview,
  ...enVotes,
};

export type Words = typeof en;
