// The page's clock, in the hands of a test.

import type { Page } from '@playwright/test';

/** Stops it: from now on time passes when the test says so. */
export async function stop(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  // It can be stopped at no time that has passed meanwhile.
  await page.clock.pauseAt(now + 1000);
}
