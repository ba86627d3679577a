// A group of questions that repeats.

import { expect, type Locator } from '@playwright/test';

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

  /** The card of a row, counted from one. */
  row(scope: Locator, number: number): Locator {
    return this.at(scope).getByRole('group', { name: new RegExp(`^${this.rowLabel} ${number}(:|$)`) });
  }

  async addRow(scope: Locator, hands: Hands): Promise<void> {
    await hands.press(this.at(scope).getByRole('button', { name: this.add, exact: true }));
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    for (const [index, controls] of this.rows.entries()) {
      const row = this.row(scope, index + 1);
      // As many rows as must be there are there from the start.
      if (index > 0 || (await row.count()) === 0) {
        await this.addRow(scope, hands);
        await expect(row).toBeFocused();
      }
      for (const control of controls) await control.answer(row, hands);
    }
  }
}

export const rows = (label: string, add: string, rowLabel: string, ...rows: Control[][]) =>
  new Rows(label, add, rowLabel, rows);
