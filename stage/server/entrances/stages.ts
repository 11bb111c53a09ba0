import { stageDoors, watcherDoors } from '../../protocol/doors.ts';
import { openDoors, type Rate } from '../door.ts';
import { isWatcher } from '../sockets.ts';
import type { Entrance } from './entrance.ts';

const RATE: Rate = { perSecond: 180, burst: 360 };
const WATCHER_RATE: Rate = { perSecond: 5, burst: 10 };

/** Projection pages, which see hands and feel fingers, and those that only watch: the painting and the lobby. */
export function enterStages({ rooms: { stage }, house, now }: Entrance): void {
  stage.on('connection', (socket) => {
    socket.emit('hello', house.hello());
    const standing = house.standing();
    if (standing) socket.emit('frame', standing);
    socket.emit('arm', house.arm());
    const page = socket.handshake.query.page;
    const name = socket.id.slice(0, 8);
    if (isWatcher(page)) {
      openDoors(
        socket,
        watcherDoors,
        { stop: () => void house.orders.stop({ place: page, who: name }) },
        { rate: WATCHER_RATE, now, onRefused: (why) => house.refusedAt(page, why) },
      );
      return;
    }
    const camera = `camera-${name}`;
    const pointer = `pointer-${name}`;
    openDoors(
      socket,
      stageDoors,
      {
        hands: (message) => void house.say({ kind: 'hands', camera, ...message }),
        bodies: (message) => void house.say({ kind: 'bodies', camera, ...message }),
        touch: (message) => void house.say({ kind: 'touch', participant: pointer, via: 'pointer', ...message }),
        camera: (state) => void house.camera(camera, state),
        stop: () => void house.orders.stop({ place: 'stage', who: name }),
        signal({ values }) {
          for (const { name: signal, value } of values) house.say({ kind: 'signal', name: signal, value });
          return undefined;
        },
      },
      { rate: RATE, now, onRefused: (why) => house.refusedAt('stage', why) },
    );
    socket.on('disconnect', () => {
      house.camera(camera, null);
      house.say({ kind: 'leave', who: camera });
      house.say({ kind: 'leave', who: pointer });
    });
  });
}
