import type { OperatorSocket } from '../shared/connection.ts';
import { language, words } from '../shared/i18n/language.ts';
import { tell } from '../shared/notices.ts';

/** Whether the show hears what is pressed now. Where it does not, whoever pressed is told: it is not said later. */
export function hears({ connected }: Pick<OperatorSocket, 'connected'>): boolean {
  const { notHeard, notHeardRemedy } = words.peek().console;
  if (!connected) tell({ code: 'door/unheard', text: notHeard, remedy: notHeardRemedy }, language.peek());
  return connected;
}
