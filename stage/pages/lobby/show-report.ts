import type { ArmView } from '../../protocol/arm-view.ts';
import type { Hello } from '../../protocol/messages.ts';

/** What `/api/show` says, as far as the lobby reads it: the first word of the show, and who is asking. */
export interface ShowReport extends Hello {
  readonly operator: boolean;
  readonly arm?: ArmView;
}

/** @returns the show that runs here, or null when none answers */
export async function askForShow(): Promise<ShowReport | null> {
  try {
    const answer = await fetch('/api/show');
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
