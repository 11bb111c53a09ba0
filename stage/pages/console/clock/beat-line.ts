/** What a frame tells of the beat: where it was at a moment of the show. */
export interface BeatNews {
  /** of the show, s */
  readonly time: number;
  readonly bpm: number;
  /** beats since the show began */
  readonly beats: number;
  readonly beatsPerBar: number;
  readonly barFrom: number;
}

/** The show's beat on the page's own clock: a straight line from the latest news on. Plain data. */
export interface BeatLine {
  readonly news: BeatNews;
  /** page's ms when the latest news came */
  readonly heardMs: number;
  /** page's ms less the show's, of the last frames: what is over the least of them was spent on the way */
  readonly lags: readonly number[];
  /** their least, followed softly, ms */
  readonly lagMs: number;
}

/** Frames among which the quickest is sought: a second and a half. A show that dropped time is found again within as long. */
const LAGS = 45;
/** Part of what the lag is off that is made up in a frame: a quick message moves no pulse by more than a tenth of its gain. */
const SOFT = 0.1;
/** Beats a second that no show exceeds: twice 300 bpm. */
const FASTEST = 10;
/** Frames are rounded to ten-thousandths. */
const GRAIN = 0.001;

/** @returns whether this is the beat of another count: a show never goes back, and never more than doubles its pace */
export const isOtherCount = (before: BeatNews, news: BeatNews): boolean =>
  news.time < before.time || news.beats < before.beats || news.beats - before.beats > FASTEST * (news.time - before.time) + GRAIN;

/** @param nowMs - of the page */
export function hearBeat(line: BeatLine | null, news: BeatNews, nowMs: number): BeatLine {
  const lag = nowMs - news.time * 1000;
  const lags = [...(line?.lags ?? []), lag].slice(-LAGS);
  const before = line?.lagMs ?? lag;
  // the first few make the line, the rest only mend it
  const lagMs = before + (Math.min(...lags) - before) * Math.max(SOFT, 1 / lags.length);
  return { news, heardMs: nowMs, lags, lagMs };
}

/** @returns where the show's beat is at this moment of the page, ms */
export const beatAt = ({ news, lagMs }: BeatLine, atMs: number): number =>
  news.beats + ((atMs - lagMs - news.time * 1000) * news.bpm) / 60_000;

/** @returns the moment of the page, ms, at which the show reaches this beat */
export const momentOf = ({ news, lagMs }: BeatLine, beat: number): number =>
  lagMs + news.time * 1000 + ((beat - news.beats) * 60_000) / news.bpm;
