// A single box to tick, or to leave alone.

import type { Locator } from '@playwright/test';

import type { Hands } from '../hands.ts';
import type { Control } from './control.ts';

export class Consent implements Control {
  readonly label: string;
  readonly shown: string[];
  private readonly given: boolean;

  constructor(label: string, given: boolean, shown: string) {
    this.label = label;
    this.given = given;
    this.shown = [shown];
  }

  at(scope: Locator): Locator {
    return scope.getByRole('checkbox', { name: this.label, exact: true });
  }

  async answer(scope: Locator, hands: Hands): Promise<void> {
    if (this.given) await hands.tick(this.at(scope));
  }
}

export const consent = (label: string, shown = 'Ja') => new Consent(label, true, shown);
export const noConsent = (label: string, shown: string) => new Consent(label, false, shown);
