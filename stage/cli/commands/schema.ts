import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { z } from 'zod';
import { armMachineSchema } from '../../../devices/kinematics/machine-arm.ts';
import { machineSchema } from '../../../devices/machine.ts';
import { programmeSchema } from '../../../engine/programme.ts';
import { strokesFileSchema } from '../../../engine/strokes-file.ts';

/** The files that this program reads, by the ending that an editor knows them by. */
const kinds = {
  show: { title: 'A programme of alla prima: what a show is started from', schema: programmeSchema },
  strokes: { title: 'A picture as strokes', schema: strokesFileSchema },
  machine: { title: 'A description of an arm', schema: z.union([armMachineSchema, machineSchema]) },
} as const;
type Kind = keyof typeof kinds;
export const schemaKinds: readonly Kind[] = ['show', 'strokes', 'machine'];

/** @returns JSON Schema of a kind of file, as text: an editor that is given it completes and checks as one types */
export function schemaText(kind: Kind): string {
  const { title, schema } = kinds[kind];
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}

export const schemaFile = (kind: Kind): string => `${kind}.schema.json`;

/** `alla-prima schema <kind>`: what an editor needs to complete a programme, a strokes file or a machine. */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('print the JSON Schema of a file, for an editor to complete and check it')
    .addArgument(new Argument('[kind]', 'which').choices(schemaKinds).default('show'))
    .option('--write <folder>', 'write all of them into a folder instead')
    .action((kind: Kind, { write }: { write?: string }) => {
      if (write === undefined) {
        process.stdout.write(schemaText(kind));
        return;
      }
      mkdirSync(write, { recursive: true });
      for (const each of schemaKinds) writeFileSync(join(write, schemaFile(each)), schemaText(each));
      process.stdout.write(`${schemaKinds.map((each) => join(write, schemaFile(each))).join('\n')}\n`);
    });
