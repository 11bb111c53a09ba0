import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What saving asks of a disk. All of it runs beside the show: a disk that is slow holds nobody up. */
export interface Disk {
  /** @returns null where there is no such file, or none that can be read */
  read(file: string): Promise<string | null>;
  /** Writes a text beside its place, all the way to the disk. @returns the draft's own path */
  draft(file: string, text: string): Promise<string>;
  /** Puts a draft in its place: at every moment the file is the old one or the new one, also if the power fails. */
  place(draft: string, file: string): Promise<void>;
  drop(draft: string): Promise<void>;
  folder(path: string): Promise<void>;
}

/** Drafts of two programs do not meet; those of one that is no more are cleared away when the file is opened. */
export const draftOf = (file: string): string => `${file}.${process.pid}.draft`;

async function synced(path: string, flags: string, text: string | null): Promise<void> {
  const handle = await open(path, flags);
  try {
    if (text !== null) await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const realDisk: Disk = {
  read: (file) => readFile(file, 'utf8').catch(() => null),
  async draft(file, text) {
    const draft = draftOf(file);
    try {
      await synced(draft, 'w', text);
    } catch (error) {
      await realDisk.drop(draft);
      throw error;
    }
    return draft;
  },
  async place(draft, file) {
    await rename(draft, file);
    // the name too is on the disk then; where a folder cannot be opened, such as on Windows, it is left to the system
    await synced(dirname(file), 'r', null).catch(() => {});
  },
  drop: (draft) => rm(draft, { force: true }).catch(() => {}),
  folder: async (path) => void (await mkdir(path, { recursive: true })),
};
