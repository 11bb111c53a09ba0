/** What the emergency parser looks for. */
export type Emergency = 'M108' | 'M112' | 'M410';

/**
 * The emergency parser: watches bytes as they arrive, before any buffer, and tells of M108, M112 or M410 at the end of a
 * line that begins with it, or has only a line number before it.
 *
 * @see Marlin 2.1, `feature/e_parser.h`
 */
export function createEmergencyParser(): (byte: number) => Emergency | undefined {
  let text = '';
  let ignoring = false;
  return (byte) => {
    const char = String.fromCharCode(byte);
    if (char === '\n' || char === '\r') {
      const found = ignoring ? undefined : named(text);
      text = '';
      ignoring = false;
      return found;
    }
    if (ignoring) return undefined;
    // as in the original, what follows the number is not looked at
    if (named(text) !== undefined) return undefined;
    text += char;
    if (!/^ *(N[-\d ]*)?(M(1(0(8)?|1(2)?)?|4(1(0)?)?)?)?$/.test(text)) ignoring = true;
    return undefined;
  };
}

function named(text: string): Emergency | undefined {
  const match = /M(108|112|410)$/.exec(text);
  if (match === null) return undefined;
  return match[1] === '108' ? 'M108' : match[1] === '112' ? 'M112' : 'M410';
}
