import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { benchGestures } from './gestures.ts';
import { benchLatency } from './latency.ts';
import { benchOrder } from './order.ts';
import { benchStage } from './stage.ts';
import { benchStep } from './step.ts';
import { benchStream } from './stream.ts';
import { printTable, type Row } from './table.ts';

const benches: Readonly<Record<string, { readonly title: string; run(): Row[] | Promise<Row[]> }>> = {
  step: { title: 'The show’s step', run: benchStep },
  gestures: { title: 'Gestures of rendered hands, through the real tracker', run: benchGestures },
  latency: { title: 'From gesture to port', run: benchLatency },
  stage: { title: 'The stage page', run: benchStage },
  order: { title: 'Ordering strokes', run: benchOrder },
  stream: { title: 'Streaming 5,000 × 0.5 mm over a pty at 115200', run: benchStream },
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  process.stderr.write(`there is no bench "${unknown}"; there are ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const results: Record<string, readonly Row[]> = {};
for (const [name, { title, run }] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const rows = await run();
  results[name] = rows;
  printTable(title, rows);
}
const document = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  results,
};
mkdirSync('bench-results', { recursive: true });
writeFileSync('bench-results/latest.json', `${JSON.stringify(document, null, 2)}\n`);
process.stdout.write(`\n${JSON.stringify(document)}\n`);
