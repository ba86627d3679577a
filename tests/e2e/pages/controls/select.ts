// One of many in a drop-down list.

import type { Locator } from '@playwright/test';

import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

export class Select implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly option: string;

  constructor(label: string, option: string) {
    this.label = label;
    this.option = option;
    this.shown = [option];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('combobox', { name: this.label, exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    await hands.select(this.at(scope), this.option);
  }
}

export const select = (label: string, option: string) => new Select(label, option);
