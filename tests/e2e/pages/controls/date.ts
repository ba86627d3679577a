// A day or a month in several fields, in the order of the language.

import type { Locator } from '@playwright/test';

import { type Language, words } from '../../support/words.ts';
import type { Hands } from '../hands.ts';
import { type Control, named } from './control.ts';

/** The fields by their meaning, with what is written in each. */
export type Parts = Partial<Record<'year' | 'month' | 'day', string>>;

export class DateFields implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly language: Language;
  private readonly parts: Parts;

  constructor(label: string, language: Language, parts: Parts, shown: string) {
    this.label = label;
    this.language = language;
    this.parts = parts;
    this.shown = [shown];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('group', { name: named(this.label) });
  }

  /** One of its fields. */
  field(scope: Locator, part: keyof Parts): Locator {
    return this.at(scope).getByRole('textbox', { name: words(this.language, `date.${part}`), exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    const names = { Y: 'year', M: 'month', D: 'day' } as const;
    // Fields are reached in the order in which they stand.
    for (const letter of words(this.language, 'date.order') as Iterable<keyof typeof names>) {
      const part = names[letter];
      const text = this.parts[part];
      if (text !== undefined) await hands.type(this.field(scope, part), text);
    }
  }
}

export const date = (label: string, language: Language, parts: Parts, shown = '') =>
  new DateFields(label, language, parts, shown);
