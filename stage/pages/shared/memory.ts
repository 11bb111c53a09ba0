/** What a browser keeps for a page between visits. Storage may be forbidden: then nothing is remembered, and nothing breaks. */
const prefix = 'alla-prima.';

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // private windows refuse; the visit goes on without a memory
  }
}
