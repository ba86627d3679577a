// Any of several boxes.

import type { Locator } from '@playwright/test';

import type { Hands } from '../hands.ts';
import { type Control, named } from './control.ts';

export class Choices implements Control {
  readonly label: string;
  readonly shown: string[];

  constructor(label: string, options: string[]) {
    this.label = label;
    this.shown = options;
  }

  at(scope: Locator): Locator {
    return scope.getByRole('group', { name: named(this.label) });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    for (const name of this.shown) {
      await hands.tick(this.at(scope).getByRole('checkbox', { name, exact: true }));
    }
  }
}

export const choices = (label: string, ...options: string[]) => new Choices(label, options);
