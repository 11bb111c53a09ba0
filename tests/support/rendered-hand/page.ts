import { writeNumber } from './barcode.ts';
import { addHand, type PicturePoint, type RenderedHand } from './hand.ts';
import { addPerson } from './person.ts';
import type { PoseName } from './poses.ts';
import { makeRoom, type Room } from './room.ts';
import { type FilmScript, type HandTrack, type Look, momentAt } from './script.ts';

/** What is true of a frame, hand by hand in the script's order. */
export interface HandTruth {
  readonly side: HandTrack['side'];
  /** the pose that is held; absent while it changes into another */
  readonly held?: PoseName;
  /** all landmarks lie inside the picture */
  readonly whole: boolean;
  readonly landmarks: readonly PicturePoint[];
}

interface Film {
  readonly room: Room;
  readonly hands: readonly { readonly track: HandTrack; readonly hand: RenderedHand }[];
  readonly picture: CanvasRenderingContext2D;
}

export interface FilmMaker {
  begin(script: FilmScript, width: number, height: number, meshes: string): Promise<void>;
  /** Draws a frame; the picture is a JPEG in base64. */
  frame(number: number, time: number): { jpeg: string; hands: HandTruth[] };
}

declare global {
  interface Window {
    filmMaker: FilmMaker;
  }
}

const usual: Look = { skin: 'olive', light: 'day', background: 'room' };
let film: Film | undefined;

window.filmMaker = {
  async begin(script, width, height, meshes) {
    const look = { ...usual, ...script.look };
    const room = makeRoom(width, height, look);
    if (look.head) addPerson(room, look.head, look.skin);
    const hands = await Promise.all(
      script.hands.map(async (track) => ({ track, hand: await addHand(room, { skin: look.skin, ...track }, meshes) })),
    );
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const picture = canvas.getContext('2d');
    if (picture === null) throw new Error('No 2D canvas: the browser is too old, or out of memory.');
    film = { room, hands, picture };
  },

  frame(number, time) {
    if (film === undefined) throw new Error('Call begin() before frame().');
    const { room, hands, picture } = film;
    const truths = hands.map(({ track, hand }) => {
      const moment = momentAt(track, time);
      hand.take(moment);
      const landmarks = hand.landmarks();
      const whole = landmarks.every(({ x, y }) => x > 0 && x < 1 && y > 0 && y < 1);
      return { side: track.side, whole, landmarks, ...(moment.held === undefined ? {} : { held: moment.held }) };
    });
    room.render();
    picture.drawImage(room.canvas, 0, 0);
    writeNumber(picture, number);
    return { jpeg: picture.canvas.toDataURL('image/jpeg', 0.92).slice('data:image/jpeg;base64,'.length), hands: truths };
  },
};
