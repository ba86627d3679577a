// The interface's own words, from the files that the widget has them from.

import { json } from './places.ts';

export type Language = 'sv' | 'nb' | 'nn' | 'en';

const catalogues = {
  sv: json('locales/sv.json'),
  nb: json('locales/nb.json'),
  nn: json('locales/nn.json'),
  en: json('locales/en.json'),
};

/** The words for `key`, with `{name}` filled in. */
export function words(language: Language, key: string, fill: Record<string, string | number> = {}): string {
  const entry = catalogues[language][key];
  if (!entry) throw new Error(`there are no words for ${key} in ${language}`);
  return entry.text.replace(/\{(\w+)\}/g, (whole: string, name: string) => String(fill[name] ?? whole));
}

/** As `words`, for what is counted. */
export function count(language: Language, key: string, n: number): string {
  return words(language, `${key}.${n === 1 ? 'one' : 'other'}`, { n });
}

/** A text as a part of a regular expression. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
