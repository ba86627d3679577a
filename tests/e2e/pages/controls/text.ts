// Everything that is typed in: text, textarea, integer, email, organisation_number.

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

/** One line or several, an e-mail address or an organisation number. */
export const text = (label: string, typed: string) => new Text(label, typed);

/** A whole number with its unit. */
export const integer = (label: string, typed: string, unit?: string) => new Text(label, typed, unit);
