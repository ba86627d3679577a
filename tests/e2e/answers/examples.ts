// Both examples, for tests that hold for every questionnaire.

import type { Control } from '../pages/controls/control.ts';
import type { Filled } from '../pages/form.ts';
import type { Language } from '../support/words.ts';
import * as kraftsamling from './kraftsamling.ts';
import * as treindustri from './treindustri.ts';

export interface Example {
  id: string;
  language: Language;
  pages: Filled[];
  broken: Record<string, Control[]>;
}

export const examples: Example[] = [
  { id: 'kraftsamling-yh', language: 'sv', pages: kraftsamling.pages, broken: kraftsamling.broken },
  { id: 'kompetansepilot-treindustri', language: 'nb', pages: treindustri.pages, broken: treindustri.broken },
];
