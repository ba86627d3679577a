// What was tried in vain is tried again when there is a reason to: by itself
// nothing happens here, since the clock stands still.

import type { Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import type { Form } from './pages/form.ts';
import { stop } from './support/clock.ts';
import { fence, review, type Try, wait } from './support/tries.ts';

/** So many tries are made in one go. */
const ROUND = 4;

test.beforeEach(({ trouble }) => trouble.expect(FAILED_LOAD));

/** Sends until nothing more is tried, and stops the clock; what is tried from then on gets through. */
async function tryInVain(page: Page): Promise<[Form, Try[]]> {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number <= ROUND ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  for (let number = 1; number <= ROUND; number += 1) {
    await expect.poll(() => tries.length).toBe(number);
    await expect(questionnaire.failure).toBeVisible();
    if (number === ROUND) break;
    await expect(questionnaire.countdown).toBeVisible();
    await wait(page);
  }
  await expect(questionnaire.countdown).toHaveCount(0);
  await stop(page);
  return [questionnaire, tries];
}

/** The browser says that the page is seen, or is not. */
const turn = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

async function expectSent(page: Page, [questionnaire, tries]: [Form, Try[]]): Promise<void> {
  await expect(questionnaire.receipt).toBeVisible();
  expect(tries).toHaveLength(ROUND + 1);
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  await page.clock.runFor(1000);
  await questionnaire.onReceipt();
}

test('the browser is online again', async ({ page, stored }) => {
  const sent = await tryInVain(page);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expectSent(page, sent);
  expect(await stored()).toHaveLength(1);
});

test('the page is looked at again, and not when it is put away', async ({ page, stored }) => {
  const sent = await tryInVain(page);
  await turn(page, true);
  await fence(page);
  expect(sent[1]).toHaveLength(ROUND);
  await turn(page, false);
  await expectSent(page, sent);
  expect(await stored()).toHaveLength(1);
});
