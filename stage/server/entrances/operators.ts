import { createRests } from '../../../engine/signals/rests.ts';
import { operatorDoors } from '../../protocol/doors.ts';
import { openDoors, type Rate } from '../door.ts';
import { playHandlers } from '../play-doors.ts';
import { answered, type Entrance } from './entrance.ts';

const RATE: Rate = { perSecond: 90, burst: 180 };

/** Consoles: cues, masters, and the arm, of which one console has hold at a time. */
export function enterOperators({ rooms: { operator, visitor }, house, saved, now }: Entrance): void {
  operator.on('connection', (socket) => {
    const { orders, consoles } = house;
    const claimed: unknown = socket.handshake.auth.console;
    const me = consoles.enter(typeof claimed === 'string' && /^[a-z0-9-]{16,40}$/.test(claimed) ? claimed : socket.id);
    socket.data.console = me;
    const rests = createRests((name, value) => house.say({ kind: 'signal', name, value }));
    socket.emit('hello', house.hello());
    socket.emit('cues', house.cues());
    socket.emit('saved', saved());
    const standing = house.standing();
    if (standing) socket.emit('frame', standing);
    socket.emit('arm', house.arm());
    socket.emit('lease', consoles.view(me));
    socket.emit('queue', house.queue());
    socket.emit('etas', house.etas());
    socket.emit('cameras', house.cameras());
    socket.emit('phones', visitor.sockets.size);
    socket.emit('mappings', house.mappings());
    for (const line of house.logLines()) socket.emit('log', line);
    openDoors(
      socket,
      operatorDoors,
      {
        go: () => answered(house.go()),
        panic: () => void house.say({ kind: 'panic' }),
        blackout: ({ on }) => void house.say({ kind: 'blackout', on }),
        master: ({ which, level }) => void house.say({ kind: 'master', which, level }),
        param: ({ name, value }) => void house.say({ kind: 'param', name, value }),
        stop: () => void orders.stop({ place: 'console', who: String(me) }),
        lease: ({ want }) => {
          if (want === 'ask') return answered(consoles.use(me, 'ask'));
          if (want === 'over') consoles.takeOver(me);
          else consoles.giveBack(me);
          return { ok: true };
        },
        hold: () => answered(orders.hold(me)),
        resume: () => answered(orders.resume(me)),
        home: () => answered(orders.home(me)),
        jog: ({ mmS }) => answered(orders.jog(me, mmS)),
        withdraw: ({ strokes }) => answered(orders.withdraw(me, strokes)),
        urge: ({ strokes }) => answered(orders.urge(me, strokes)),
        artist: (wish) => answered(house.wish(wish)),
        ...playHandlers(house, (name, value) => rests.put('console', name, value)),
      },
      { rate: RATE, now, onRefused: (why) => house.refusedAt('operator', why) },
    );
    socket.on('disconnect', () => {
      house.leaveConsole(me);
      rests.only([]);
    });
  });
}
