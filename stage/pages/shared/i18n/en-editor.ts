import type { GestureKind } from '../../../../engine/people.ts';
import type { Field } from '../../console/editor/changes.ts';
import type { UntilDraft } from '../../console/editor/draft.ts';
import type { Fault } from '../../console/editor/faults.ts';

const gestures: Readonly<Record<GestureKind, string>> = {
  enter: 'somebody comes in',
  leave: 'somebody leaves',
  raise: 'a raised hand',
  wave: 'a wave',
  open: 'an open hand',
  fist: 'a fist',
  pinch: 'a pinch',
  release: 'a pinch let go',
  point: 'a pointing finger',
  victory: 'a V of two fingers',
  push: 'a push towards the wall',
  swipe: 'a swipe',
  spread: 'two hands spread',
  conduct: 'a beat of the hand',
  still: 'standing still',
  lean: 'a leaning body',
  approach: 'a body comes nearer',
};
const fields: Readonly<Record<Field, string>> = {
  number: 'Number',
  name: 'Name',
  scene: 'Scene',
  group: 'Group',
  notes: 'Notes',
  params: 'Scene’s parameters',
  transition: 'Transition',
  transitionS: 'Takes',
  fades: 'Fades',
  preWaitS: 'Wait first',
  quantise: 'Comes in on',
  followS: 'Next cue after',
  untils: 'Next cue as soon as',
  loopTo: 'Goes back to',
  loopTimes: 'Times',
};
const kinds: Readonly<Record<UntilDraft['on'], string>> = {
  time: 'a time is over',
  gesture: 'gestures are made',
  vote: 'phones have voted',
  energy: 'the room is lively or calm',
  painting: 'the painting is done',
};
const fault = (one: Fault): string => {
  switch (one.kind) {
    case 'empty':
      return 'Write something here.';
    case 'figure':
      return 'Write a number, such as 4 or 4.5.';
    case 'whole':
      return 'Write a whole number.';
    case 'range':
      return `Write a number from ${one.min} to ${one.max}.`;
    case 'long':
      return `At most ${one.most} letters.`;
    case 'taken':
      return 'Another cue has this number. Choose a free one.';
    case 'absent':
      return 'It is not in the list. Choose another.';
    case 'short':
      return 'Letters, digits, - and _ only, and a letter first.';
    case 'param':
      return 'This scene has no such parameter. Choose another.';
    case 'other':
      return `The show would not take this: ${one.text}`;
  }
};

/** Words of the editor of cues, in English. */
export const enEditor = {
  ...{ gestures, fields, kinds, fault },
  title: (number: string): string => `Cue ${number}`,
  newTitle: 'New cue',
  edit: 'Edit',
  editCue: (name: string): string => `Edit the cue “${name}”`,
  create: (after: number): string => `New cue after ${after}`,
  duplicate: 'Duplicate',
  remove: 'Delete',
  removeSure: 'Really delete?',
  removeOn: 'This cue is on: take another first.',
  keep: 'Keep',
  keepMine: 'Keep mine',
  keeping: 'Keeping …',
  discard: 'Discard',
  close: 'Close',
  unchanged: 'Nothing is changed.',
  fresh: 'It is not in the list yet.',
  changed: (what: string): string => `Changed: ${what}`,
  typing: 'You are typing: Space and letters write. GO is its button; Esc is still panic, Pause stops the arm.',
  notTyping: 'Keys write in text fields: there GO is its button. Esc is panic everywhere.',
  on: 'This cue is on. What it waits for counts at once; the rest when it is taken again.',
  first: 'Keep or discard this one first.',
  meanwhile: 'Another console has changed this cue.',
  load: 'Load theirs',
  stale: 'Somebody else changed this cue: load theirs, or keep yours in its place.',
  gone: 'Another console has deleted this cue.',
  addAnew: 'Add it anew',
  unheard: 'The show did not answer, so this is not kept.',
  unheardRemedy: 'Wait until the page is connected again, then press Keep once more.',
  seconds: 'seconds',
  percent: '%',
  numberHint: 'decimals are allowed',
  namePlaceholder: 'What it is called',
  notesHint: 'Ctrl + Enter keeps',
  groupHint: 'a heading in the list',
  usual: 'as usual',
  ours: 'Of this house',
  library: 'gl-transitions',
  transitions: { 'wet-edge': 'wet edge', 'ink-bloom': 'bloom of ink', eyelid: 'eyelid', dissolve: 'dissolve', cut: 'cut' },
  asNow: 'As it is now',
  asNowHint: 'Takes every parameter from the show as it stands',
  asNowOther: 'Another scene is on now.',
  allOwn: 'All the scene’s own',
  ownParam: (label: string): string => `${label}: leave at the scene’s own`,
  setHint: 'Move a fader to set it; ↺ leaves it at the scene’s own.',
  setCount: (n: number): string => (n === 0 ? 'all the scene’s own' : `${n} set`),
  more: 'More',
  when: 'When it comes',
  after: 'What follows by itself',
  nothing: 'nothing',
  atOnce: 'at once',
  light: 'Light',
  sound: 'Sound',
  target: 'What',
  fadeTo: 'To',
  curve: 'Curve',
  curves: { soft: 'soft', even: 'even' },
  addFade: 'Add a fade',
  removeFade: (n: number): string => `Delete fade ${n}`,
  quantise: { now: 'at once', beat: 'the next beat', bar: 'the next bar' },
  condition: (n: number): string => `Condition ${n}`,
  addUntil: 'Add a condition',
  removeUntil: (n: number): string => `Delete condition ${n}`,
  firstDecides: 'The first that is so decides.',
  gesture: 'Gesture',
  count: 'How many',
  votes: 'Votes needed',
  choice: 'Choice, a short name',
  label: 'What phones read',
  above: 'Energy at least, %',
  below: 'Energy at most, %',
  lasting: 'For, seconds',
  left: 'Strokes left, at most',
  leadsTo: 'Then cue',
  thenNext: 'the next in the list',
  thisCue: 'this cue',
  noLoop: 'nowhere: the next comes',
  forever: '0: for ever',
  showMode: 'Show mode',
  showModeOn: 'Show mode: locked',
  showModeOff: 'Edits are open',
  showModeHint: 'Locks cues, mappings and snapshots while people watch. GO and faders work as ever.',
  lockedWhy: 'Show mode is on: cues, mappings and snapshots are locked. Switch it off to edit.',
  saved: 'saved',
  saving: 'saving …',
  unsaved: 'not saved',
  snapshotName: 'Name of the snapshot',
  replace: 'Replace',
  forget: (name: string): string => `Forget snapshot ${name}`,
  forgetSure: 'Forget?',
};
export type EditorWords = typeof enEditor;
