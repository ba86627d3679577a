// What stands under "More details": it is opened first.

import type { Locator } from '@playwright/test';

import { type Language, words } from '../../support/words.ts';
import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

class Folded implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly inner: Control;
  private readonly language: Language;

  constructor(inner: Control, language: Language) {
    this.label = inner.label;
    this.shown = inner.shown;
    this.inner = inner;
    this.language = language;
  }

  at(scope: Locator): Locator {
    return this.inner.at(scope);
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    // Of a page its own, not those of the rows on it.
    const more = scope.locator('details', { hasText: this.label }).last();
    if ((await more.getAttribute('open')) === null) {
      await hands.press(more.getByText(words(this.language, 'question.more'), { exact: true }));
    }
    await this.inner.answer(scope, hands);
  }
}

export const folded = (inner: Control, language: Language) => new Folded(inner, language);
