import { randomBytes } from 'node:crypto';
import type { Refusal } from '../../../engine/result.ts';
import { visitorDoors } from '../../protocol/doors.ts';
import { openDoors, type Rate } from '../door.ts';
import type { Entrance } from './entrance.ts';

/** A phone that was out of reach sends five seconds of drawing at once. */
const RATE: Rate = { perSecond: 45, burst: 240 };

/** Phones: they draw, and may stop the arm. */
export function enterVisitors({ rooms: { operator, visitor }, house, now }: Entrance): void {
  visitor.on('connection', (socket) => {
    const claimed: unknown = socket.handshake.auth.participant;
    const participant = typeof claimed === 'string' && /^phone-[a-z0-9]{10}$/.test(claimed) ? claimed : newParticipant();
    socket.data.participant = participant;
    socket.join(participant);
    socket.emit('hello', house.hello());
    socket.emit('arm', house.arm());
    house.say({ kind: 'join', participant });
    operator.emit('phones', visitor.sockets.size);
    openDoors(
      socket,
      visitorDoors,
      {
        touch: (message) => void house.say({ kind: 'touch', participant, via: 'phone', ...message }),
        vote({ choice }) {
          const { choices } = house.ballot(participant);
          if (!choices.some((one) => one.choice === choice)) return { ok: false, why: notAsked };
          house.say({ kind: 'vote', participant, choice });
          return undefined;
        },
        stop: () => void house.orders.stop({ place: 'phone', who: participant }),
      },
      { rate: RATE, now, onRefused: (why) => house.refusedAt('visitor', why) },
    );
    socket.on('disconnect', () => {
      house.say({ kind: 'leave', who: participant });
      operator.emit('phones', visitor.sockets.size);
    });
  });
}

const notAsked: Refusal = { code: 'vote/closed', text: 'this is not asked any more', remedy: 'the next question comes by itself' };

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** A pseudonym that nobody can guess: 10 letters of 36. */
const newParticipant = (): string => `phone-${Array.from(randomBytes(10), (byte) => ALPHABET[byte % 36]).join('')}`;
