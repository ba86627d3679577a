// A file or an answer that comes when a test wants it to.

import type { Page } from '@playwright/test';

/** Holds back what is asked for at `url`, until the function that this gives is called. */
export async function hold(page: Page, url: string): Promise<() => void> {
  let arrive = () => {};
  const arrived = new Promise<void>((done) => (arrive = done));
  await page.route(url, async (route) => {
    await arrived;
    await route.continue();
  });
  return arrive;
}
