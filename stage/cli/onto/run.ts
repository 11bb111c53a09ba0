import { writeFileSync } from 'node:fs';
import { loadMachine } from '../../../devices/machine-load.ts';
import { asItWas } from '../../../engine/rehearsal.ts';
import { scenes } from '../../../scenes/index.ts';
import { playOnto } from '../../ledger/onto.ts';
import { openRun } from '../../ledger/open-run.ts';
import { svgOf } from '../../server/painting/svg.ts';
import { loadProgramme } from '../../server/programme/load.ts';
import { createProgress } from '../progress.ts';
import { giveUp } from '../say.ts';
import { asPiece, foresee } from './foresee.ts';
import { reportOf } from './print.ts';

export interface OntoWish {
  readonly ledger: string;
  /** tonight's *.show.json */
  readonly programme: string;
  /** the last one unless given */
  readonly run: number | undefined;
  readonly withArtist: boolean;
  /** where the strokes go as SVG */
  readonly svg: string | undefined;
  readonly json: boolean;
}

/** `alla-prima replay <ledger> --onto <programme>`: yesterday's audience in tonight's programme. */
export function replayOnto({ ledger, programme: file, run, withArtist, svg, json }: OntoWish): void {
  const loaded = loadProgramme(file);
  if (!loaded.ok) giveUp(loaded.why, json);
  const { programme, folder } = loaded.value;
  const machine = loadMachine(programme.machine, folder);
  if (!machine.ok) giveUp(machine.why, json);
  const open = openRun(ledger, run);
  if (!open.ok) giveUp(open.why, json);
  const progress = createProgress(`run ${open.value.run}`);
  const played = playOnto(open.value.read, programme, scenes, { ...asItWas, withArtist }, (part) => progress.update(part));
  progress.done();
  open.value.close();
  if (!played.ok) giveUp(played.why, json, 1);
  const seen = foresee(played.value.strokes, programme, machine.value, played.value.seconds);
  if (svg !== undefined) {
    const { canvas, palette, brushes, title } = programme;
    try {
      writeFileSync(svg, svgOf(played.value.strokes.map(asPiece), { canvas, palette, brushes, title }));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      giveUp({ code: 'replay/svg', text: `${svg} cannot be written: ${why}`, remedy: 'give a file in a folder that is there' }, json, 1);
    }
  }
  const { strokes, ...rest } = played.value;
  if (json)
    process.stdout.write(
      `${JSON.stringify({ ledger: open.value.file, onto: programme.title, ...rest, strokes: strokes.length, ...seen })}\n`,
    );
  else process.stdout.write(reportOf(played.value, seen, programme));
}
