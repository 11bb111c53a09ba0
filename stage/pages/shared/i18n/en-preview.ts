/** Words of the console's two pictures, in English. */
export const enPreview = {
  title: 'Preview',
  wall: 'Wall',
  go: 'GO',
  wallNow: (cue: string): string => `The wall now: ${cue}`,
  goWould: (cue: string): string => `What GO will bring: ${cue}`,
  loading: 'The pictures are loading.',
  coming: 'The picture is coming.',
  'no-webgl': 'This browser gives no WebGL 2: there are no pictures here. All else works.',
  failed: 'The pictures could not be loaded. Press P twice to try again; all else works.',
  end: 'End of the list: GO brings nothing.',
  noShow: 'The show has not told yet.',
  blackout: 'dark: blackout',
  panic: 'dark: panic',
  frozen: 'stands still',
  light: (percent: number): string => (percent === 0 ? 'dark: light at 0 %' : `light at ${percent} %`),
  going: (kind: string, percent: number): string => `${kind}, ${percent} %`,
  transition: (kind: string, s: number): string => (kind === 'cut' || s === 0 ? 'cut' : `${kind}, ${s} s`),
  sameScene: (s: number): string => (s === 0 ? 'same scene, at once' : `same scene, ${s} s`),
  lightTo: (percent: number): string => `light to ${percent} %`,
};
export type PreviewWords = typeof enPreview;
