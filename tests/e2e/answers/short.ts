// The short questionnaire of these tests, for what has nothing to do with what is asked.

import { choice } from '../pages/controls/choice.ts';
import { text } from '../pages/controls/text.ts';
import type { Filled } from '../pages/form.ts';

/** All pages of `questionnaires/e2e-kort`, answered by the firm of this name. */
export const pages = (name = 'Exempelsågen AB'): Filled[] => [
  { title: 'Om er', answers: [text('Företagets namn', name), text('Organisationsnummer', '556036-0793')] },
  { title: 'Ert behov', answers: [choice('Behöver ni anställa?', 'Ja')] },
];
