import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { recall, remember } from '../memory.ts';
import { en, type Words } from './en.ts';
import { fr } from './fr.ts';

export type Language = 'en' | 'fr';
const tables: Readonly<Record<Language, Words>> = { en, fr };
const isLanguage = (tag: string): tag is Language => Object.hasOwn(tables, tag);

/** What is known of a person's language, strongest first. */
export interface LanguageHints {
  /** `?lang=` in the address */
  readonly asked: string | null;
  /** chosen on an earlier visit */
  readonly remembered: string | null;
  /** `navigator.languages`, such as `['fr-CA', 'en']` */
  readonly preferred: readonly string[];
}

/** @returns the first language of the hints that the pages speak; English when there is none */
export function chooseLanguage({ asked, remembered, preferred }: LanguageHints): Language {
  for (const hint of [asked, remembered, ...preferred]) {
    const tag = (hint ?? '').toLowerCase().split('-')[0] ?? '';
    if (isLanguage(tag)) return tag;
  }
  return 'en';
}

export const language = signal<Language>('en');
/** Every word of the pages, in the language chosen. */
export const words: ReadonlySignal<Words> = computed(() => tables[language.value]);

/** Changes the language of this page, and of the next one that this browser opens. */
export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  remember('language', chosen);
}

/** Reads the page's surroundings once; call it before the first render. */
export function settleLanguage(): void {
  const asked = new URLSearchParams(location.search).get('lang');
  const chosen = chooseLanguage({ asked, remembered: recall('language'), preferred: navigator.languages });
  language.value = chosen;
  document.documentElement.lang = chosen;
  if (asked === chosen) remember('language', chosen);
}
