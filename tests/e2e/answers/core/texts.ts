// The core as the tests know it: its structure and its texts, from the files
// that the widget has them from.

import { json } from '../../support/places.ts';
import type { Language } from '../../support/words.ts';

export type Country = 'NO' | 'SE';

/** A question as `core-1.json` writes it. */
export interface Written {
  id: string;
  type: string;
  display?: 'select';
  folded?: boolean;
  questions?: Written[];
}

const structure: { section: string; questions: Written[] }[] = json('crates/schema/src/core/core-1.json');

/** The questions of a section, whichever country asks them. */
export function questionsOf(section: string): Written[] {
  const found = structure.find((one) => one.section === section);
  if (!found) throw new Error(`the core has no section ${section}`);
  return found.questions;
}

/** The texts of the core in a language, by their keys. */
export function textsOf(language: Language): (key: string) => string {
  const texts = json('locales/core-1', `${language}.json`);
  return (key) => {
    if (!(key in texts)) throw new Error(`the core has no text ${key} in ${language}`);
    return texts[key];
  };
}
