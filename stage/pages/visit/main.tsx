import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello, Mine, You } from '../../protocol/messages.ts';
import { connectVisitor, showRefusal } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { recall, remember } from '../shared/memory.ts';
import { calmMotion } from '../shared/motion.ts';
import { tell } from '../shared/notices.ts';
import { stopFrom } from '../shared/stop.ts';
import { watchStopKey } from '../shared/stop-key.ts';
import { createDesk } from './desk.ts';
import { createOutbox, TICK_MS } from './outbox.ts';
import { Visit } from './page.tsx';
import { statusOf } from './status.ts';

settleLanguage();
const page = document.querySelector<HTMLElement>('#page');
if (page === null) throw new Error('visit.html has no #page; it is written there');

const { socket, link, close } = connectVisitor(() => recall('participant'));
const hello = signal<Hello | null>(null);
const you = signal<You | null>(null);
const mine = signal<Mine | null>(null);
const arm = signal<ArmView | null>(null);
const status = computed(() => statusOf(link.value, you.value, mine.value, arm.value));
const stop = stopFrom(socket, 'visit');
const ended = new AbortController();
watchStopKey(stop, ended.signal);
const outbox = createOutbox(() => socket.connected);

socket.on('hello', (said) => {
  hello.value = said;
});
socket.on('you', (said) => {
  you.value = said;
  remember('participant', said.participant);
});
socket.on('mine', (said) => {
  mine.value = said;
});
socket.on('arm', (said) => {
  arm.value = said;
});
socket.on('notice', tell);
socket.on('disconnect', outbox.lost);

const sending = setInterval(() => {
  for (const touch of outbox.next(performance.now())) socket.emit('touch', touch, ...(touch.phase === 'move' ? [] : [showRefusal]));
}, TICK_MS);

const mount = createDesk({ hello, you, outbox, calm: calmMotion() });
render(<Visit {...{ hello, you, status, arm, mount, stop }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  ended.abort();
  clearInterval(sending);
  close();
  render(null, page);
});
