/** @returns what a record itself has under a name, which anybody may have chosen: `constructor` is a name like any other */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
