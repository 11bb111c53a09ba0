import { signal } from '@preact/signals';
import { render } from 'preact';
import { connectOperator } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { createDesk } from './desk.ts';
import { consoleKeyOf } from './keys.ts';
import { Console } from './page.tsx';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('console.html has no #page; it is written there');

const { socket, link, close } = connectOperator();
const desk = createDesk(socket);
const help = signal(false);
const open = new AbortController();

const act: Readonly<Record<NonNullable<ReturnType<typeof consoleKeyOf>>, () => void>> = {
  go: desk.goPress,
  panic: desk.panic,
  stop: desk.stop,
  hold: desk.holdOrResume,
  blackout: desk.blackout,
  withdraw: () => desk.withdraw([...desk.chosen.peek()]),
  help: () => {
    help.value = !help.peek();
  },
};
// before any control hears it: Space is GO even where a button has the focus, and Enter presses that button
window.addEventListener(
  'keydown',
  (event) => {
    const key = consoleKeyOf(event);
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
    event.preventDefault();
    desk.goRelease();
  },
  { signal: open.signal, capture: true },
);
// a key let go of in another window is never heard coming up
window.addEventListener('blur', desk.goRelease, { signal: open.signal });

render(<Console {...{ desk, link, help }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  open.abort();
  desk.dispose();
  close();
  render(null, page);
});
