// An entry of a code list, searched while one types; or own words.

import type { Locator } from '@playwright/test';

import { escaped } from '../../support/words.ts';
import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

export class Code implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly typed: string;
  private readonly option?: string;

  constructor(label: string, typed: string, option?: string, within?: string) {
    this.label = label;
    this.typed = typed;
    this.option = option;
    this.shown = [within ? `${option} (${within})` : (option ?? typed)];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('combobox', { name: this.label, exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    const field = this.at(scope);
    if (this.option === undefined) await hands.type(field, this.typed);
    else await hands.search(field, this.typed, new RegExp(`^${escaped(this.option)}( |$)`));
  }
}

/** Types something and takes the suggestion called `option`, which is a part of `within`. */
export const code = (label: string, typed: string, option: string, within?: string) =>
  new Code(label, typed, option, within);

/** Types something and chooses nothing. */
export const words = (label: string, typed: string) => new Code(label, typed);
