/** The little of an element that says whether keys write in it. */
export interface Written {
  readonly tagName: string;
  /** of an input */
  readonly type?: string;
  readonly isContentEditable?: boolean;
}

/** Inputs that are turned, ticked or pressed, not written in. */
const NOT_WRITTEN = new Set(['range', 'checkbox', 'radio', 'button', 'submit', 'reset', 'color', 'file', 'image']);

/** Whether keys write in an element: there the console's keys are letters. */
export function takesText({ tagName, type = 'text', isContentEditable = false }: Written): boolean {
  if (isContentEditable || tagName === 'TEXTAREA') return true;
  return tagName === 'INPUT' && !NOT_WRITTEN.has(type);
}

/** The same of whatever an event came from. */
export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  const { tagName, isContentEditable } = target;
  return takesText({ tagName, isContentEditable, ...(target instanceof HTMLInputElement && { type: target.type }) });
};
