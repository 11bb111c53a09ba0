import type { FromArm } from '../../devices/process/messages.ts';
import type { SavedView } from '../protocol/artist.ts';
import type { ShowHouse } from './show-house.ts';
import type { Rooms } from './sockets.ts';

/** Frames go out on every second step: 30 a second. */
const FRAME_EVERY = 2;
/** Phones hear of their strokes, and consoles of the queue and the cameras, this often at most: twice a second. */
const SLOW_EVERY = 30;
/** Meters move ten times a second, between frames: a volatile message right behind another is dropped. */
const METERS_EVERY = 6;
const METERS_AT = 3;

/**
 * Tells the pages what changed, each at its own pace.
 *
 * @param saved - how the programme is kept
 */
export function tellPages({ stage, operator, visitor }: Rooms, house: ShowHouse, saved: () => SavedView) {
  let steps = 0;
  let queueChanged = false;
  let armTold = '';
  let camerasTold = '';
  let leasesTold = -1;
  let mappingsTold = '';
  let cuesTold = house.house.cues();
  let sceneTold = house.house.hello().scene.id;
  let savedTold = '';
  const tellArm = (): void => {
    const view = house.house.arm();
    const text = JSON.stringify(view);
    if (text === armTold) return;
    armTold = text;
    stage.emit('arm', view);
    operator.emit('arm', view);
  };
  const tellMeters = (): void => {
    const mappings = house.house.mappings();
    const text = JSON.stringify(mappings);
    if (text !== mappingsTold) operator.emit('mappings', mappings);
    mappingsTold = text;
    const meters = house.meters();
    if (meters) operator.volatile.emit('meters', meters);
  };
  const tellScene = (): void => {
    const { scene } = house.house.hello();
    if (scene.id !== sceneTold) operator.emit('scene', scene);
    sceneTold = scene.id;
  };
  const tellProgramme = (): void => {
    const cues = house.house.cues();
    if (cues !== cuesTold) operator.emit('cues', cues);
    cuesTold = cues;
    const text = JSON.stringify(saved());
    if (text !== savedTold) operator.emit('saved', saved());
    savedTold = text;
  };
  const tellVisitors = (): void => {
    // phones need the arm's state, not its every millimetre
    const armNow = house.house.arm().state;
    for (const socket of visitor.sockets.values()) {
      const { participant } = socket.data;
      const told = socket.data.told ?? {};
      const you = told.you ? null : house.house.you(participant);
      if (you) socket.emit('you', you);
      if (armNow !== told.arm) socket.emit('arm', house.house.arm());
      const mine = house.house.mine(participant);
      const text = JSON.stringify(mine);
      if (text !== told.mine) socket.emit('mine', mine);
      const ballot = house.house.ballot(participant);
      const asked = JSON.stringify(ballot);
      if (asked !== told.ballot) socket.emit('ballot', ballot);
      socket.data.told = { you: told.you || you !== null, mine: text, arm: armNow, ballot: asked };
    }
  };
  const tellLease = (): void => {
    const { consoles } = house.house;
    if (consoles.changes() === leasesTold) return;
    leasesTold = consoles.changes();
    for (const socket of operator.sockets.values())
      if (socket.data.console !== undefined) socket.emit('lease', consoles.view(socket.data.console));
  };
  return {
    /** after each step of the show */
    stepped(): void {
      steps++;
      if (steps % FRAME_EVERY === 0) {
        const frame = house.frame();
        if (frame) {
          stage.volatile.emit('frame', frame);
          operator.volatile.emit('frame', frame);
        }
      }
      tellLease();
      if (steps % METERS_EVERY === METERS_AT && operator.sockets.size > 0) {
        tellMeters();
        tellScene();
        tellProgramme();
      }
      if (steps % SLOW_EVERY !== 0) return;
      tellArm();
      tellVisitors();
      const cameras = JSON.stringify(house.house.cameras());
      if (cameras !== camerasTold) {
        camerasTold = cameras;
        operator.emit('cameras', house.house.cameras());
      }
      if (!queueChanged) return;
      queueChanged = false;
      operator.emit('queue', house.house.queue());
    },
    /** after the arm process said something */
    heard(message: FromArm, changedQueue: boolean): void {
      if (message.kind === 'status') tellArm();
      if (message.kind === 'etas') operator.emit('etas', message.etas);
      if (message.kind === 'painted') {
        stage.emit('painted', message.piece);
        operator.emit('painted', message.piece);
      }
      // the wall is for the audience: faults are told to those who can mend them
      if (message.kind === 'fault') operator.emit('notice', message.fault);
      queueChanged ||= changedQueue;
    },
  };
}
