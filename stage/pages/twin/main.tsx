import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView, Hello } from '../../protocol/messages.ts';
import { strokesByKind } from '../shared/authors.ts';
import { connectStage } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { createPaintingFeed, lookAtPainting } from '../shared/painting-feed.ts';
import { Twin } from './page.tsx';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('twin.html has no #page; it is written there');

const { socket, link, close } = connectStage({ page: 'twin' });
const hello = signal<Hello | null>(null);
const arm = signal<ArmView | null>(null);
const feed = createPaintingFeed(lookAtPainting);
const counts = computed(() => (feed.changes.value > 0 ? strokesByKind(feed.pieces()) : []));

socket.on('hello', (said) => {
  hello.value = said;
  feed.refresh();
});
socket.on('arm', (said) => {
  arm.value = said;
});
socket.on('painted', feed.add);

render(<Twin {...{ hello, arm, link, feed, counts }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  feed.dispose();
  close();
  render(null, page);
});
