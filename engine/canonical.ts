/**
 * Plain data as one text that says only what it holds: keys in alphabetical order, whatever order they were written in, absent
 * ones left out, numbers as JSON writes them. What the digest of a show's state is made of.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += `,${canonical(one)}`;
    return `[${text.slice(1)}]`;
  }
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, field] of fields) if (field !== undefined) text += `,${JSON.stringify(key)}:${canonical(field)}`;
  return `{${text.slice(1)}}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const defined = (value: object): [string, unknown][] => Object.entries(value).filter(([, field]) => field !== undefined);

/** @returns whether two are the same plain data, whatever order their keys were written in; an absent field is one that is undefined */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [defined(one), new Map(defined(other))];
  return fields.length === others.size && fields.every(([key, field]) => others.has(key) && isSame(field, others.get(key)));
}
