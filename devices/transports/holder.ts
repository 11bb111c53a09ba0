import { readdir, readFile, readlink } from 'node:fs/promises';

/** A program that has a port open. */
export interface Holder {
  readonly pid: number;
  /** `picocom` */
  readonly command: string;
}

/**
 * Looks for the programs that have a device open. Linux alone tells, and of other users' programs only to root.
 *
 * @param path - of the device, without links on the way
 */
export async function holdersOf(path: string): Promise<readonly Holder[]> {
  const names = await readdir('/proc').catch(() => []);
  const holders: Holder[] = [];
  for (const pid of names.filter((name) => /^\d+$/.test(name)).map(Number))
    if (await holds(pid, path)) holders.push({ pid, command: await commandOf(pid) });
  return holders;
}

async function holds(pid: number, path: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return targets.includes(path);
}

const commandOf = async (pid: number): Promise<string> => (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a program')).trim();
