import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import builtIn from '../../../scenes/programmes/hush.show.json' with { type: 'json' };
import { schemaFile, schemaKinds, schemaText } from '../../../stage/cli/commands/schema.ts';

const root = join(import.meta.dirname, '../../..');

it.each(schemaKinds)('the published schema of a %s file is the one that is checked by (npm run schemas)', (kind) => {
  expect(readFileSync(join(root, 'schemas', schemaFile(kind)), 'utf8')).toBe(schemaText(kind));
});

it('the built-in programme names its schema where an editor finds it', () => {
  expect(join(root, 'scenes/programmes', builtIn.$schema)).toBe(join(root, 'schemas/show.schema.json'));
});
