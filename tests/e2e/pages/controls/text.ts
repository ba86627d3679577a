// Everything that is typed in one field: text, numbers, addresses.

import type { Locator } from '@playwright/test';

import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

export class Text implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly typed: string;

  constructor(label: string, typed: string, unit?: string) {
    this.label = label;
    this.typed = typed;
    this.shown = [unit ? `${typed} ${unit}` : typed];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('textbox', { name: this.label, exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    await hands.type(this.at(scope), this.typed);
  }
}

/** One line or several, an address, a telephone number or an organisation number. */
export const text = (label: string, typed: string) => new Text(label, typed);

/** A number with its unit: a whole one, a year, one with decimals. */
export const number = (label: string, typed: string, unit?: string) => new Text(label, typed, unit);
