/** What the address of the stage page asks for. Every part has a default that suits an unattended installation. */
export interface StageSettings {
  /** 0.2 to 1; null lets the page measure */
  readonly quality: number | null;
  readonly mute: boolean;
  /** hear how loud the room is, from the beginning */
  readonly listen: boolean;
  readonly camera: boolean;
  /** part of a camera's name, where there are several */
  readonly cameraName: string | null;
  /** address of a recording played in place of the camera */
  readonly recording: string | null;
  readonly delegate: 'CPU' | 'GPU';
  /** how many people the camera looks for, 1 to 4: two hands each; more cost more, also while they are not there */
  readonly people: number;
  /** look for whole bodies beside the hands */
  readonly bodies: boolean;
  readonly easel: EaselSize;
  /** less motion: pictures dissolve slowly, less may flash; the system may ask for it too */
  readonly calm: boolean;
  /** words of a vote lie over the picture while one is open */
  readonly votes: boolean;
}
export type EaselSize = 'small' | 'large' | 'off';

export const isEaselSize = (value: string): value is EaselSize => value === 'small' || value === 'large' || value === 'off';
export const nextEasel = (size: EaselSize): EaselSize => (size === 'small' ? 'large' : size === 'large' ? 'off' : 'small');

/** @param search - `?quality=0.5&mute&listen&camera=off&hands=/walk.json&delegate=gpu&people=3&bodies&easel=off&calm&votes=off` */
export function readSettings(search: string): StageSettings {
  const query = new URLSearchParams(search);
  const quality = Number(query.get('quality') ?? Number.NaN);
  const people = Math.round(Number(query.get('people') ?? Number.NaN));
  const camera = query.get('camera');
  const easel = query.get('easel') ?? '';
  return {
    quality: Number.isFinite(quality) ? Math.min(1, Math.max(0.2, quality)) : null,
    mute: query.has('mute') && query.get('mute') !== 'off',
    listen: query.has('listen') && query.get('listen') !== 'off',
    camera: camera !== 'off',
    cameraName: camera === null || camera === 'off' || camera === 'on' || camera === '' ? null : camera,
    recording: query.get('hands'),
    delegate: query.get('delegate')?.toLowerCase() === 'gpu' ? 'GPU' : 'CPU',
    people: Number.isFinite(people) ? Math.min(4, Math.max(1, people)) : 1,
    bodies: query.has('bodies') && query.get('bodies') !== 'off',
    easel: isEaselSize(easel) ? easel : 'small',
    votes: query.get('votes') !== 'off',
    calm: query.has('calm') && query.get('calm') !== 'off',
  };
}
