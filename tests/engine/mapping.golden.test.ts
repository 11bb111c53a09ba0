import { expect, it } from 'vitest';
import type { Input } from '../../engine/input.ts';
import { mappingSchema } from '../../engine/mapping/schema.ts';
import { programmeSchema } from '../../engine/programme.ts';
import { createShow } from '../../engine/show.ts';
import { scenes } from '../../scenes/index.ts';
import builtIn from '../../scenes/programmes/hush.show.json' with { type: 'json' };
import { handAt, handsInput } from '../support/hands.ts';

/** Half a minute of hush with everything that moves it, as anybody can read it; a wanted change is made with `vitest -u`. */
it('half a minute of a moved show reads as it did', async () => {
  const mappings = [
    { id: 'sway', from: 'clock/sway', to: 'hush/flow', out: [90, 110], depth: 0.5 },
    { id: 'knob', from: 'midi/cc/1', to: 'hush/patience', curve: 'exponential', attackS: 0.5, releaseS: 1 },
    { id: 'dim', from: 'hand/0/openness', to: 'master/light', out: [0.6, 1], threshold: { on: 0.7, off: 0.3, as: 'switch' } },
  ].map((draft) => mappingSchema.parse(draft));
  const show = createShow({ ...programmeSchema.parse(builtIn), mappings }, scenes);
  const said = (step: number): Input[] => {
    const hand = step > 300 && step < 1200 && step % 4 === 0;
    const x = 0.5 + 0.3 * Math.sin(step / 40);
    return [
      ...(hand ? [handsInput((step * 1000) / 60, handAt(x, 0.6 - 0.3 * Math.sin(step / 90), { gap: step % 400 < 200 ? 1 : 0.05 }))] : []),
      ...(step === 200 ? [{ kind: 'signal', name: 'midi/cc/1', value: 0.8 } as const] : []),
      ...(step === 1000 ? [{ kind: 'mapping/remove', id: 'knob' } as const] : []),
      ...([500, 530, 560, 590].includes(step) ? [{ kind: 'tempo/tap', t: (step * 1000) / 60 } as const] : []),
    ];
  };
  const lines: string[] = [];
  let state = show.begin(1);
  for (let step = 1; step <= 1800; step++) {
    state = show.step(state, said(step)).state;
    if (step % 60 !== 0) continue;
    const moved = Object.entries(state.mapping.moved).map(([target, value]) => `${target} ${value.toFixed(3)}`);
    lines.push(`${step / 60} s  ${state.tempo.bpm.toFixed(1)} bpm  beat ${state.tempo.beats.toFixed(2)}  ${moved.join('  ') || '–'}`);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/mapping-half-minute.txt');
});
