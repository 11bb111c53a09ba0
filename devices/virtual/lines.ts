/** Grbl keeps 79 characters of a line after it has thrown away spaces and comments. */
export const lineLimit = 79;

/** A finished line, in capitals without spaces and comments; `overflow` if it was too long. */
export type Line = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'overflow' };

/** Puts lines together from bytes. CR and LF each end one, so that CRLF gives a second, empty line. */
export interface LineBuilder {
  push(byte: number): Line | undefined;
  clone(): LineBuilder;
}

interface State {
  text: string;
  comment: '(' | ';' | '';
  overflow: boolean;
}

export function createLineBuilder(start: Readonly<State> = { text: '', comment: '', overflow: false }): LineBuilder {
  let state: State = { ...start };
  return {
    push: (byte) => {
      const char = String.fromCharCode(byte);
      if (char === '\n' || char === '\r') {
        const line: Line = state.overflow ? { kind: 'overflow' } : { kind: 'line', text: state.text };
        state = { text: '', comment: '', overflow: false };
        return line;
      }
      if (state.comment !== '' || state.overflow) {
        if (state.comment === '(' && char === ')') state.comment = '';
      } else if (char === '(' || char === ';') state.comment = char;
      else if (byte > 0x20 && char !== '/') {
        if (state.text.length >= lineLimit) state.overflow = true;
        else state.text += char.toUpperCase();
      }
      return undefined;
    },
    clone: () => createLineBuilder(state),
  };
}
