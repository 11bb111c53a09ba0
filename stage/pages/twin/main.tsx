import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { MachineView } from '../../protocol/machine-view.ts';
import type { Hello } from '../../protocol/messages.ts';
import { strokesByKind } from '../shared/authors.ts';
import { connectStage } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { createPaintingFeed, lookAtPainting } from '../shared/painting-feed.ts';
import { stopFrom } from '../shared/stop.ts';
import { watchStopKey } from '../shared/stop-key.ts';
import { createMachineFeed } from './machine-feed.ts';
import { Twin } from './page.tsx';
import { createViewChoice, watchWidth } from './view-choice.ts';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('twin.html has no #page; it is written there');

const { socket, link, close } = connectStage({ page: 'twin' });
const hello = signal<Hello | null>(null);
const arm = signal<ArmView | null>(null);
const feed = createPaintingFeed(lookAtPainting);
const counts = computed(() => (feed.changes.value > 0 ? strokesByKind(feed.pieces()) : []));

const ended = new AbortController();
const stop = stopFrom(socket, 'twin');
watchStopKey(stop, ended.signal);
const machine = createMachineFeed(lookAtMachine, ended.signal);
const wide = watchWidth(ended.signal);
const view = createViewChoice(computed(() => ({ wide: wide.value, machine: machine.able.value })));

async function lookAtMachine(signal: AbortSignal): Promise<MachineView> {
  const response = await fetch('/api/machine', { signal });
  if (!response.ok) throw new Error(`/api/machine answered ${response.status}`);
  return response.json();
}

socket.on('hello', (said) => {
  hello.value = said;
  feed.refresh();
  machine.refresh();
});
socket.on('arm', (said) => {
  arm.value = said;
});
socket.on('painted', feed.add);
addEventListener(
  'keydown',
  ({ key, ctrlKey, metaKey, altKey, repeat }) => {
    if (key.toLowerCase() === 'v' && !ctrlKey && !metaKey && !altKey && !repeat) view.toggle();
  },
  { signal: ended.signal },
);

render(<Twin {...{ hello, arm, link, feed, counts, machine, view, stop }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  ended.abort();
  feed.dispose();
  close();
  render(null, page);
});
