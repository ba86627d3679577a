// Pictures for people to look at, in `test-results/`. They take a quarter of
// the time of all tests and prove nothing by themselves: only
// `cargo xtask test --long` makes them.

import type { Page } from '@playwright/test';

import { inCheckout } from './places.ts';

/** Whether pictures are wanted. */
export const PICTURES = process.env.BEHOV_PICTURES === '1';

/** The lights a page is seen in. */
export const LIGHTS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Makes a picture of the whole page, if pictures are wanted. */
export async function picture(page: Page, ...path: string[]): Promise<void> {
  if (PICTURES) await page.screenshot({ path: inCheckout('test-results', ...path), fullPage: true });
}
