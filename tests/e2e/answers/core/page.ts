// From what lies in the database in the end to the page that leads there: one
// control for each answer, with the words of the core.

import { choice } from '../../pages/controls/choice.ts';
import { choices } from '../../pages/controls/choices.ts';
import { code } from '../../pages/controls/code.ts';
import { consent, noConsent } from '../../pages/controls/consent.ts';
import type { Control } from '../../pages/controls/control.ts';
import { folded } from '../../pages/controls/folded.ts';
import { rows } from '../../pages/controls/rows.ts';
import { select } from '../../pages/controls/select.ts';
import { number, text } from '../../pages/controls/text.ts';
import type { Filled } from '../../pages/form.ts';
import { type Language, words } from '../../support/words.ts';
import { questionsOf, textsOf, type Written } from './texts.ts';

/** The page of a section, answered so that `stored` is what is sent; then `own` questions. */
export function sectionOf(section: string, language: Language, stored: object, own: Control[] = []): Filled {
  const texts = textsOf(language);
  const answered = controlsOf(questionsOf(section), language, (id) => at(stored, id));
  return { title: texts(`section.${section}`), answers: [...answered, ...own] };
}

/** The value at the path that an id is. */
function at(stored: object, id: string): any {
  return id.split('.').reduce((value: any, segment) => value?.[segment], stored);
}

function controlsOf(questions: Written[], language: Language, answer: (id: string) => any): Control[] {
  const inOrder = [...questions].sort((one, other) => Number(one.folded ?? false) - Number(other.folded ?? false));
  return inOrder.flatMap((question) => {
    const value = answer(question.id);
    // The choices of programmes are the document's: it is an own control.
    if (value === undefined || question.id === 'par.programme') return [];
    const control = controlOf(question, language, value);
    return [question.folded ? folded(control, language) : control];
  });
}

function controlOf(question: Written, language: Language, value: any): Control {
  const texts = textsOf(language);
  const label = texts(question.id);
  const option = (of: string) => texts(`${question.id}=${of}`);
  switch (question.type) {
    case 'choice':
      return question.display === 'select' ? select(label, option(value)) : choice(label, option(value));
    case 'choices':
      return choices(label, ...value.map(option));
    case 'code':
      return code(label, value);
    case 'consent':
      return value ? consent(label, words(language, 'answer.yes')) : noConsent(label, words(language, 'answer.no'));
    case 'integer':
      return number(label, String(value), unitOf(question.id, texts));
    case 'year':
      return number(label, String(value));
    case 'rows':
      return rows(
        label,
        texts(`${question.id}.add_label`),
        texts(`${question.id}.row_label`),
        ...value.map((row: object) =>
          controlsOf(question.questions!, language, (id) => at(row, id.slice(question.id.length + 1))),
        ),
      );
    default:
      return text(label, value);
  }
}

/** The unit, where the core has one. */
function unitOf(id: string, texts: (key: string) => string): string | undefined {
  try {
    return texts(`${id}.unit`);
  } catch {
    return undefined;
  }
}
