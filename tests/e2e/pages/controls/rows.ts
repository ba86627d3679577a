// A group of questions that repeats.

import { expect, type Locator } from '@playwright/test';

import { escaped } from '../../support/words.ts';
import type { Hands } from '../hands.ts';
import { type Control, named } from './control.ts';

export class Rows implements Control {
  readonly label: string;
  readonly shown = [];
  /** What the button says that adds a row. */
  readonly add: string;
  /** What a row is called before its number. */
  readonly rowLabel: string;
  readonly rows: Control[][];

  constructor(label: string, add: string, rowLabel: string, rows: Control[][]) {
    this.label = label;
    this.add = add;
    this.rowLabel = rowLabel;
    this.rows = rows;
  }

  at(scope: Locator): Locator {
    return scope.getByRole('group', { name: named(this.label) });
  }

  /** The heading of a row, which opens and closes it; counted from one. */
  heading(scope: Locator, number: number): Locator {
    return this.at(scope).getByRole('button', { name: new RegExp(`^${escaped(this.rowLabel)} ${number}(:|$)`) });
  }

  /** What stands in a row while it is open. */
  row(scope: Locator, number: number): Locator {
    return this.at(scope).getByRole('group', { name: `${this.rowLabel} ${number}`, exact: true });
  }

  /** Adds a row and waits until one can write in it. */
  async addRow(scope: Locator, number: number, hands: Hands): Promise<void> {
    await hands.press(this.at(scope).getByRole('button', { name: this.add, exact: true }));
    await expect(this.row(scope, number).locator(':focus')).toHaveCount(1);
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    for (const [index, controls] of this.rows.entries()) {
      const heading = this.heading(scope, index + 1);
      // As many rows as must be there are there from the start.
      if ((await heading.count()) === 0) await this.addRow(scope, index + 1, hands);
      else if ((await heading.getAttribute('aria-expanded')) === 'false') await hands.press(heading);
      for (const control of controls) await control.answer(this.row(scope, index + 1), hands);
    }
  }
}

export const rows = (label: string, add: string, rowLabel: string, ...rows: Control[][]) =>
  new Rows(label, add, rowLabel, rows);
