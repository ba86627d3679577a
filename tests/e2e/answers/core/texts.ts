// The core as the tests know it: its structure and its texts, from the files
// that the widget has them from; and the questionnaire's own beside them.

import { json } from '../../support/places.ts';
import type { Language } from '../../support/words.ts';

/** A question as `core-1.json` or a questionnaire writes it. */
export interface Written {
  id: string;
  type: string;
  display?: 'select';
  folded?: boolean;
  questions?: Written[];
}

/** The text of a key: `need`, `need.add_label`, `out.need=yes`. */
export type Texts = (key: string) => string;

const structure: { section: string; questions: Written[] }[] = json('crates/schema/src/core/core-1.json');

/** The questions of a section, whichever country asks them. */
export function questionsOf(section: string): Written[] {
  const found = structure.find((one) => one.section === section);
  if (!found) throw new Error(`the core has no section ${section}`);
  return found.questions;
}

/** The texts in a language by their keys: those of the core, and those of `document`. */
export function textsOf(language: Language, document: any): Texts {
  const texts: Record<string, string> = { ...json('locales/core-1', `${language}.json`) };
  for (const { id, name } of document.programmes ?? []) texts[`par.programme=${id}`] = name[language];
  for (const question of document.pages.flatMap((page: any) => page.questions ?? [])) {
    texts[question.id] = question.label[language];
    for (const { code, label } of question.choices ?? []) texts[`${question.id}=${code}`] = label[language];
  }
  return (key) => {
    if (!(key in texts)) throw new Error(`there is no text ${key} in ${language}`);
    return texts[key];
  };
}
