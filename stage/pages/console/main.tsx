import { signal } from '@preact/signals';
import { render } from 'preact';
import { connectOperator } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { createDesk } from './desk.ts';
import { consoleKeyOf } from './keys.ts';
import { Console } from './page.tsx';
import { tabKey } from './tab-key.ts';
import { isTyping } from './typing.ts';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('console.html has no #page; it is written there');

const { socket, link, close } = connectOperator(tabKey(window));
const desk = createDesk(socket);
const help = signal(false);
const moving = signal(false);
const open = new AbortController();

const act: Readonly<Record<NonNullable<ReturnType<typeof consoleKeyOf>>, () => void>> = {
  go: desk.goPress,
  pass: desk.cues.pass,
  panic: desk.panic,
  stop: desk.arm.stop,
  hold: desk.arm.holdOrResume,
  move: () => {
    moving.value = !moving.peek();
  },
  list: desk.cues.toggle,
  preview: desk.preview.toggle,
  undo: () => desk.cues.wish({ kind: 'undo' }),
  'undo-edit': desk.cues.editor.undo,
  'redo-edit': desk.cues.editor.redo,
  blackout: desk.blackout,
  withdraw: () => desk.arm.withdraw([...desk.arm.chosen.peek()]),
  help: () => {
    help.value = !help.peek();
  },
  discard: desk.cues.editor.discard,
};
// before any control hears it: Space is GO even where a button has the focus, and Enter presses that button. Where text is
// written the letters are its own, and what no letter means goes on: Esc is panic, Pause stops the arm
window.addEventListener(
  'keydown',
  (event) => {
    const key = consoleKeyOf(event, isTyping(event.target));
    if (key === null) return;
    event.preventDefault();
    if (!event.repeat) act[key]();
  },
  { signal: open.signal, capture: true },
);
window.addEventListener(
  'keyup',
  (event) => {
    if (consoleKeyOf(event) !== 'go') return;
    if (!isTyping(event.target)) event.preventDefault();
    // also where the focus went into a text field while it was down
    desk.goRelease();
  },
  { signal: open.signal, capture: true },
);
// a key let go of in another window is never heard coming up
window.addEventListener('blur', desk.goRelease, { signal: open.signal });
// nor is a hand that let go of the arm there
window.addEventListener('blur', desk.arm.jogger.stop, { signal: open.signal });
window.addEventListener('pagehide', desk.arm.jogger.stop, { signal: open.signal });
document.addEventListener('visibilitychange', desk.arm.jogger.stop, { signal: open.signal });

render(<Console {...{ desk, link, help, moving }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  open.abort();
  desk.dispose();
  close();
  render(null, page);
});
