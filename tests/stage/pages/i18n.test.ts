import { describe, expect, it } from 'vitest';
import { en } from '../../../stage/pages/shared/i18n/en.ts';
import { fr } from '../../../stage/pages/shared/i18n/fr.ts';
import { chooseLanguage } from '../../../stage/pages/shared/i18n/language.ts';

/** Every path of a table that leads to words, with the words; functions are asked with small numbers. */
function leaves(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const here = `${path}/${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [0, 1, 2, 75].map((n) => [`${here}(${n})`, String(value(n, n))]);
    return typeof value === 'object' && value !== null ? leaves(value, here) : [];
  });
}

describe('the words of the pages', () => {
  it('are as many in French as in English, at the same places', () => {
    expect(leaves(fr).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
  });

  it('are never empty in either language', () => {
    for (const [path, said] of [...leaves(en), ...leaves(fr)]) expect(said.trim(), path).not.toBe('');
  });

  it('put a no-break space before French double punctuation', () => {
    for (const [path, said] of leaves(fr)) expect(said, path).not.toMatch(/ [:;!?»]|« /);
  });

  it('count correctly in each language', () => {
    expect([en.twin.strokes(0), en.twin.strokes(1), en.twin.strokes(2)]).toEqual(['0 strokes', '1 stroke', '2 strokes']);
    expect([fr.twin.strokes(0), fr.twin.strokes(1), fr.twin.strokes(2)]).toEqual(['0 trait', '1 trait', '2 traits']);
  });
});

describe('the choice of a language', () => {
  const hints = { asked: null, remembered: null, preferred: ['de-AT', 'fr-CA', 'en-US'] };

  it('takes the first language of the browser that the pages speak', () => {
    expect(chooseLanguage(hints)).toBe('fr');
  });
  it('prefers what was chosen before over what the browser says', () => {
    expect(chooseLanguage({ ...hints, remembered: 'en' })).toBe('en');
  });
  it('prefers what the address asks for over everything', () => {
    expect(chooseLanguage({ ...hints, remembered: 'en', asked: 'FR' })).toBe('fr');
  });
  it('falls back to English where nothing is spoken', () => {
    expect(chooseLanguage({ ...hints, preferred: ['de'], asked: 'tlh' })).toBe('en');
  });
});
