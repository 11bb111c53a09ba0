import type { Disk } from './disk.ts';

/**
 * Writes a file whole, and keeps what another program has put there meanwhile beside it.
 *
 * @param known - whether a text is one that we wrote or read ourselves
 * @param aside - where a text that is not goes
 * @returns whether there was such a text
 */
export async function writeWhole(
  disk: Disk,
  file: string,
  text: string,
  { known, aside }: { readonly known: (text: string) => boolean; readonly aside: string },
): Promise<boolean> {
  const draft = await disk.draft(file, text);
  try {
    // looked at last: what is written there while a slow disk takes the draft is not lost either
    const there = await disk.read(file);
    const strange = there !== null && !known(there);
    if (strange) await disk.place(await disk.draft(aside, there), aside);
    await disk.place(draft, file);
    return strange;
  } catch (error) {
    await disk.drop(draft);
    throw error;
  }
}
