// Two examples, one of each country, for tests that hold for every
// questionnaire.

import type { Filled } from '../pages/form.ts';
import { pagesOf } from './core/page.ts';
import { kraftsamling, type Situation, treindustri } from './situations.ts';

export interface Example extends Situation {
  id: string;
  /** What makes a page of each kind wrong. */
  broken: Filled[];
}

function example(id: string, situation: Situation, number: string): Example {
  const wrong = {
    org: { number_status: 'given', number },
    out: { need: 'yes', trn: 'yes', int: 'yes' },
    con: { email: 'post example.org' },
    perm: { contact: true },
  };
  return { ...situation, id, broken: pagesOf(situation.document, situation.language, wrong) };
}

export const examples: Example[] = [
  example('kraftsamling-yh', kraftsamling, '556036-0794'),
  example('kompetansepilot-treindustri', treindustri('nb'), '123456789'),
];
