import type { StopFrom } from '../protocol/arm-view.ts';

/** @returns for the log: `a phone (phone-k7f2abcdef)` */
export function stopWords({ place, who }: StopFrom): string {
  switch (place) {
    case 'console':
      return `console ${who ?? '?'}`;
    case 'stage':
      return 'the projection page';
    case 'twin':
      return 'the page of the painting';
    case 'lobby':
      return 'the lobby page';
    case 'phone':
      return `a phone (${who ?? 'unknown'})`;
    case 'program':
      return who === null ? 'another program' : `another program (${who})`;
    case 'button':
      return 'the stop button beside the arm';
    case 'signal':
      return 'outside the show: the arm process was told to stop';
  }
}
