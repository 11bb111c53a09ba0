import { signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import { connectStage } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { Mirror } from '../shared/mirror.ts';
import { stopFrom } from '../shared/stop.ts';
import { watchStopKey } from '../shared/stop-key.ts';
import { Lobby } from './page.tsx';
import { askForShow, type ShowReport } from './show-report.ts';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('index.html has no #page; it is written there');

/** The socket tells when a show comes and goes; only who is asking must be asked by HTTP. */
const { socket, link, close } = connectStage({ page: 'lobby' });
const report = signal<ShowReport | null>(null);
const arm = signal<ArmView | null>(null);
const people = signal(0);
const mirror = new Mirror();
const stop = stopFrom(socket, 'lobby');
const ended = new AbortController();
watchStopKey(stop, ended.signal);

socket.on('hello', async () => {
  mirror.begin();
  report.value = await askForShow();
});
socket.on('arm', (said) => {
  arm.value = said;
});
socket.on('frame', (frame) => {
  mirror.take(frame);
  mirror.drain();
  people.value = mirror.now.people.length;
});

render(<Lobby {...{ report, arm, people, link, stop }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  ended.abort();
  close();
  render(null, page);
});
