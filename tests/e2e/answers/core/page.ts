// From what lies in the database in the end to the pages that lead there: one
// control for each answer, with the words of the core and of the questionnaire.

import { choice } from '../../pages/controls/choice.ts';
import { choices } from '../../pages/controls/choices.ts';
import { code, words as ownWords } from '../../pages/controls/code.ts';
import { consent, noConsent } from '../../pages/controls/consent.ts';
import type { Control } from '../../pages/controls/control.ts';
import { folded } from '../../pages/controls/folded.ts';
import { rows } from '../../pages/controls/rows.ts';
import { select } from '../../pages/controls/select.ts';
import { number, text } from '../../pages/controls/text.ts';
import type { Filled } from '../../pages/form.ts';
import { json } from '../../support/places.ts';
import { type Language, words } from '../../support/words.ts';
import { within } from './coded.ts';
import { questionsOf, textsOf, type Texts, type Written } from './texts.ts';

/** The pages of a questionnaire, answered so that `stored` is what is sent. */
export function pagesOf(file: string, language: Language, stored: object): Filled[] {
  const document = json(file);
  const texts = textsOf(language, document);
  return document.pages.map(({ section, title, questions = [] }: any) => {
    const asked = [...(section ? questionsOf(section) : []), ...questions];
    const controls = (of: Written[]) => controlsOf(of, language, texts, (id) => at(stored, id));
    return {
      title: title?.[language] ?? texts(`section.${section}`),
      answers: controls(foldedLast(asked)),
      reviewed: controls(asked),
    };
  });
}

/** The value at the path that an id is. */
function at(stored: object, id: string): any {
  return id.split('.').reduce((value: any, segment) => value?.[segment], stored);
}

/** As a page shows them. */
const foldedLast = (questions: Written[]) =>
  [...questions].sort((one, other) => Number(one.folded ?? false) - Number(other.folded ?? false));

function controlsOf(questions: Written[], language: Language, texts: Texts, answer: (id: string) => any): Control[] {
  return questions.flatMap((question) => {
    const value = answer(question.id);
    if (value === undefined) return [];
    const control = controlOf(question, language, texts, value);
    return [question.folded ? folded(control, language) : control];
  });
}

/** The control that gives the answer `value`. */
export function controlOf(question: Written, language: Language, texts: Texts, value: any): Control {
  const label = texts(question.id);
  const option = (of: string) => texts(`${question.id}=${of}`);
  const yesNo = (yes: boolean) => words(language, yes ? 'answer.yes' : 'answer.no');
  switch (question.type) {
    case 'choice':
      return question.display === 'select' ? select(label, option(value)) : choice(label, option(value));
    case 'choices':
      return choices(label, ...value.map(option));
    case 'code':
      return value.text ? ownWords(label, value.text) : code(label, value.display, value.display, within(value, language));
    case 'consent':
      return value ? consent(label, yesNo(true)) : noConsent(label, yesNo(false));
    case 'integer':
      return number(label, String(value), unitOf(question.id, value, texts));
    case 'rows':
      return rows(
        label,
        texts(`${question.id}.add_label`),
        texts(`${question.id}.row_label`),
        ...value.map((row: object) =>
          controlsOf(foldedLast(question.questions!), language, texts, (id) => at(row, id.slice(question.id.length + 1))),
        ),
      );
    case 'yes_no':
      return choice(label, yesNo(value));
    default:
      return text(label, String(value));
  }
}

/** The unit beside a number, where the core has one. */
function unitOf(id: string, value: number, texts: Texts): string | undefined {
  try {
    const [one, several] = texts(`${id}.unit`).split('|');
    return value === 1 ? one : several;
  } catch {
    return undefined;
  }
}
