import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { benchAnswer } from './answer.ts';
import { benchEstimate } from './estimate.ts';
import { farEndFlag, serveFarEnd } from './far-end.ts';
import { benchGestures } from './gestures.ts';
import { benchHour } from './hour.ts';
import { benchLatency } from './latency.ts';
import { benchOrder } from './order.ts';
import { benchPause } from './pause.ts';
import { benchReplay } from './replay.ts';
import { benchStage } from './stage.ts';
import { benchMappings, benchStep } from './step.ts';
import { benchStop } from './stop.ts';
import { benchStream } from './stream.ts';
import { printTable, type Row } from './table.ts';
import { benchWashes } from './washes.ts';

const benches: Readonly<Record<string, { readonly title: string; run(): Row[] | Promise<Row[]> }>> = {
  step: { title: 'The show’s step', run: () => [...benchStep(), ...benchMappings()] },
  gestures: { title: 'Gestures of rendered hands, through the real tracker', run: benchGestures },
  replay: { title: 'Replay of a lively hour', run: benchReplay },
  latency: { title: 'From gesture to port', run: benchLatency },
  answer: { title: 'What answers a pinch', run: benchAnswer },
  stage: { title: 'The stage page', run: benchStage },
  hour: { title: 'A lively hour, as quickly as it goes', run: benchHour },
  order: { title: 'Ordering strokes', run: benchOrder },
  washes: { title: 'Washes, and what ordering does to the picture', run: benchWashes },
  pause: { title: 'From pause to a lifted brush', run: benchPause },
  estimate: { title: 'Estimated time against the virtual arm’s', run: benchEstimate },
  stop: { title: 'From stop to port', run: benchStop },
  stream: { title: 'Streaming 5,000 × 0.5 mm over a pty at 115200', run: benchStream },
};

// forked by a bench, this program is the far end of its cable
const [flag, path] = process.argv.slice(2);
if (flag === farEndFlag && path !== undefined) await serveFarEnd(path);
else await runBenches(process.argv.slice(2));

async function runBenches(wanted: readonly string[]): Promise<void> {
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
}
