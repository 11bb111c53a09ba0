import { describe, expect, it } from 'vitest';
import { armWords, awaitsResume, moves } from '../../../stage/pages/shared/arm-words.ts';
import { en } from '../../../stage/pages/shared/i18n/en.ts';
import { fr } from '../../../stage/pages/shared/i18n/fr.ts';
import type { ArmSays } from '../../../stage/protocol/arm-view.ts';
import { painting } from './painting-arm.ts';

const said: readonly ArmSays[] = [
  ...(['starting', 'offline', 'connecting', 'unreferenced', 'ready', 'jogging', 'faulted'] as const).map((code) => ({ code })),
  { code: 'painting', stroke: '1-0001' },
  { code: 'drying', stroke: '1-0001', forS: 42 },
  ...(['operator', 'presence', 'landing', 'show', 'closing'] as const).map((why) => ({ code: 'held' as const, why })),
  ...(['console', 'stage', 'twin', 'lobby', 'phone', 'program', 'button', 'signal'] as const).map((place) => ({
    code: 'stopped' as const,
    from: { place, who: 'k7f2' },
  })),
];

describe('the arm in words', () => {
  it.each(said)('has a sentence in each language: %j', (says) => {
    const view = {
      ...painting,
      says,
      state: says.code === 'starting' ? ('connecting' as const) : says.code === 'stopped' ? ('held' as const) : says.code,
    };
    for (const table of [en, fr]) expect(armWords(view, table).state).toMatch(/^[A-ZÀ-Ý]/);
    expect(armWords(view, fr)).not.toEqual(armWords(view, en));
  });

  it('name who stopped it', () => {
    const view = {
      ...painting,
      state: 'held' as const,
      says: { code: 'stopped' as const, from: { place: 'phone' as const, who: 'k7f2' } },
    };
    expect(armWords(view, en).why).toBe('Stopped from a phone (k7f2).');
    expect(armWords(view, fr).why).toBe('Arrêté depuis un téléphone (k7f2).');
  });

  it('say that it waits for an operator’s word only where no other takes it back', () => {
    const waits = said.filter((says) => awaitsResume({ ...painting, says }));
    expect(new Set(waits.map((says) => (says.code === 'held' ? says.why : says.code)))).toEqual(
      new Set(['faulted', 'operator', 'landing', 'stopped']),
    );
  });

  it('say that it moves only while it does', () => {
    expect(moves(painting)).toBe(true);
    expect(moves({ ...painting, state: 'jogging' })).toBe(true);
    expect(moves({ ...painting, state: 'held' })).toBe(false);
    expect(moves(null)).toBe(false);
  });
});
