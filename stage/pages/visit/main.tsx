import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello, Mine, You } from '../../protocol/messages.ts';
import { connectVisitor, showRefusal } from '../shared/connection.ts';
import { settleLanguage } from '../shared/i18n/language.ts';
import { recall, remember } from '../shared/memory.ts';
import { calmMotion } from '../shared/motion.ts';
import { tell } from '../shared/notices.ts';
import { watchPoll } from '../shared/poll.ts';
import { stopFrom } from '../shared/stop.ts';
import { watchStopKey } from '../shared/stop-key.ts';
import { createBallotBox } from './ballot-box.ts';
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
const vote = watchPoll();
const box = createBallotBox((choice) => {
  if (!socket.connected) return false;
  socket.emit('vote', { choice }, (reply) => {
    if (reply.ok) return;
    box.refused();
    // what was asked is decided: the page is told so by itself
    if (reply.why.code !== 'vote/closed') showRefusal(reply);
  });
  return true;
});
/** out of reach since the last word of a vote */
let away = false;
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
socket.on('ballot', (said) => {
  box.hear(said);
  vote.hear(said, away);
  away = false;
});
socket.on('notice', tell);
socket.on('disconnect', () => {
  outbox.lost();
  box.lost();
  away = true;
});

const sending = setInterval(() => {
  for (const touch of outbox.next(performance.now())) socket.emit('touch', touch, ...(touch.phase === 'move' ? [] : [showRefusal]));
}, TICK_MS);

const mount = createDesk({ hello, you, outbox, calm: calmMotion() });
render(<Visit {...{ hello, you, status, arm, mount, stop, poll: vote.poll, mine: box.mine, choose: box.choose }} />, page);

import.meta.hot?.accept();
import.meta.hot?.dispose(() => {
  ended.abort();
  clearInterval(sending);
  vote.dispose();
  close();
  render(null, page);
});
