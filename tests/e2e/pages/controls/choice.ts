// One of several radio buttons: choice and yes_no.

import type { Locator } from '@playwright/test';

import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

export class Choice implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly option: string;

  constructor(label: string, option: string) {
    this.label = label;
    this.option = option;
    this.shown = [option];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('radiogroup', { name: this.label, exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    await hands.choose(this.at(scope), this.option);
  }
}

export const choice = (label: string, option: string) => new Choice(label, option);
