/** A strict reader of the XML that our SVG uses: throws where a tag is not closed, an entity unknown or a sign not allowed. */
export interface ReadXml {
  readonly root: string;
  readonly elements: { readonly name: string; readonly attributes: Record<string, string> }[];
  /** text of every `<title>` */
  readonly titles: string[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`xml: bare markup in "${text}"`);
  return text.replace(/&([^;]*;?)/g, (whole, name: string) => {
    const sign = entities[name.replace(/;$/, '')];
    if (sign === undefined || !name.endsWith(';')) throw new Error(`xml: "${whole}" is no entity`);
    return sign;
  });
}

export function readXml(source: string): ReadXml {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/u.test(source)) throw new Error('xml: a sign that XML does not allow');
  const body = source.replace(/^<\?xml [^?]*\?>/, '');
  const open: string[] = [];
  const read: ReadXml = { root: /^\s*<(\w+)/.exec(body)?.[1] ?? '', elements: [], titles: [] };
  const tag = /<(\/?)([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;
  for (const [, closing, name = '', written = '', single, text, stray] of body.matchAll(tag)) {
    if (stray !== undefined) throw new Error(`xml: a stray < inside ${open.at(-1)}`);
    if (text !== undefined) {
      if (open.at(-1) === 'title') read.titles.push(plain(text));
      else if (text.trim() !== '') throw new Error(`xml: text "${text.trim()}" where none belongs`);
    } else if (closing === '/') {
      if (open.pop() !== name) throw new Error(`xml: </${name}> closes nothing`);
    } else {
      const attributes: Record<string, string> = {};
      for (const [, key = '', value = ''] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) attributes[key] = plain(value);
      read.elements.push({ name, attributes });
      if (single !== '/') open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`xml: <${open.at(-1)}> is never closed`);
  return read;
}
