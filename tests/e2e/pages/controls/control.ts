// What the page objects of all controls have in common.

import type { Locator } from '@playwright/test';

import { escaped } from '../../support/words.ts';
import type { Hands } from '../hands.ts';

/** A question on the page, found by its role and its label, and the answer to give. */
export interface Control {
  readonly label: string;
  /** What takes the focus; of several the group. */
  at(scope: Locator): Locator;
  answer(scope: Locator, hands: Hands): Promise<void>;
  /** What a review shows of the answer, line by line; nothing for rows. */
  readonly shown: string[];
}

/** The whole name of a group, with the mark where that is heard. */
export function named(label: string): RegExp {
  return new RegExp(`^${escaped(label)}( \\((måste fyllas i|må fylles ut|må fyllast ut|required)\\))?$`);
}
