// The questionnaire on a host's page, found by roles and labels alone.

import { expect, type Locator } from '@playwright/test';

import { count, type Language, words } from '../support/words.ts';
import type { Control } from './controls/control.ts';
import type { Hands } from './hands.ts';

/** A page of a questionnaire and the answers to give on it. */
export interface Filled {
  title: string;
  answers: Control[];
  /** The same as the review has them, where that is another order. */
  reviewed?: Control[];
}

export class Form {
  /** What it stands in on the host's page. */
  readonly scope: Locator;
  readonly language: Language;
  readonly hands: Hands;

  constructor(scope: Locator, language: Language, hands: Hands) {
    this.scope = scope;
    this.language = language;
    this.hands = hands;
  }

  words(key: string, fill: Record<string, string | number> = {}): string {
    return words(this.language, key, fill);
  }

  /** The heading of a step. */
  heading(name: string): Locator {
    return this.scope.getByRole('heading', { name, exact: true, level: 3 });
  }

  /** The button that says the words of this key. */
  button(key: string): Locator {
    return this.scope.getByRole('button', { name: this.words(key), exact: true });
  }

  /** What must be put right before one can go on. */
  summary(findings: number): Locator {
    return this.scope.getByRole('group', { name: count(this.language, 'summary.title', findings) });
  }

  /** The same, however many findings there are. */
  anySummary(): Locator {
    const title = this.words('summary.title.other').split(/\s*\{n\}.*/)[0];
    return this.scope.getByRole('group', { name: title });
  }

  /** The message that the answers are not sent. */
  get failure(): Locator {
    return this.scope.getByRole('alert').filter({ hasText: this.words('send.failed.title') });
  }

  /** When the next try to send is. */
  get countdown(): Locator {
    const [before] = this.words('send.retry.other').split('{n}');
    return this.scope.getByText(before);
  }

  /** Presses the button that says the words of this key. */
  async press(key: string): Promise<void> {
    await this.hands.press(this.button(key));
  }

  /** Waits for a page, its heading focused and the progress said with it. */
  async onPage(title: string, number: number, of: number): Promise<void> {
    await expect(this.heading(title)).toBeFocused();
    await expect(this.heading(title)).toHaveAccessibleDescription(this.words('progress.step', { n: number, of }));
  }

  async fill(page: Filled): Promise<void> {
    for (const control of page.answers) await control.answer(this.scope, this.hands);
  }

  /** To the following page, or to the review from the last one. */
  async next(last = false): Promise<void> {
    await this.press(last ? 'nav.review' : 'nav.next');
  }

  /** Fills every page and goes on to the review. */
  async fillAll(pages: Filled[]): Promise<void> {
    for (const [index, page] of pages.entries()) {
      const last = index === pages.length - 1;
      await expect(this.heading(page.title)).toBeVisible();
      await this.fill(page);
      await this.next(last);
    }
    await this.onReview();
  }

  async onReview(): Promise<void> {
    await expect(this.heading(this.words('review.title'))).toBeFocused();
  }

  /** The button that leads from the review to an answer. */
  change(label: string): Locator {
    return this.scope.getByRole('button', { name: `${this.words('review.change')} ${label}`, exact: true });
  }

  /** What has the focus; of several boxes or buttons their group. */
  async focused(): Promise<Locator> {
    // The element that the form stands in has the focus as well, seen from outside.
    const focused = this.scope.locator(':focus').last();
    const grouped = await focused.evaluate((element) => element.closest('[part~=question]')?.matches('fieldset'));
    if (!grouped) return focused;
    return this.scope.locator('fieldset').filter({ has: this.scope.page().locator(':focus') }).last();
  }

  async send(): Promise<void> {
    await this.press('nav.send');
  }

  get receipt(): Locator {
    return this.scope.getByRole('region', { name: this.words('receipt.title'), exact: true });
  }

  /** Waits for the receipt. */
  async onReceipt(): Promise<void> {
    await expect(this.heading(this.words('receipt.title'))).toBeFocused();
  }
}
