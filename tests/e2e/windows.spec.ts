// One answer in several windows: it is sent once, and each window says what has
// become of it.

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { expectAccessible } from './support/axe.ts';
import { drafts } from './support/device.ts';
import { form, host, TAG } from './support/host.ts';
import { SUBMISSIONS } from './support/tries.ts';

const field = (page: Page) => form(page).scope.getByRole('textbox', { name: 'Företagets namn' });

/** What stands at the foot of the page; a screen reader is told the same. */
const told = (page: Page, key: string) => form(page).scope.getByText(form(page).words(key)).last();

/** Fills the form in `page`; another window goes on with it there. */
async function takenOver(page: Page): Promise<Page> {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await expect.poll(async () => (await drafts(page))[0]?.step).toBe('review');
  const second = await page.context().newPage();
  await host(second, TAG);
  await form(second).press('draft.go_on');
  await form(second).onReview();
  return second;
}

test('a draft that another window writes says so, and one that nobody writes does not', async ({ page, context }) => {
  await host(page, TAG);
  await field(page).fill('Sågen i Storuman');
  await expect.poll(async () => (await drafts(page)).length).toBe(1);
  const second = await context.newPage();
  await host(second, TAG);
  await expect(form(second).heading(form(second).words('draft.found.title'))).toBeVisible();
  await expect(form(second).scope.getByText(form(second).words('draft.found.open')).first()).toBeVisible();
  await expectAccessible(second, 'open in another window', undefined, ['color-contrast']);
  await page.close();
  await second.reload();
  await expect(form(second).heading(form(second).words('draft.found.title'))).toBeVisible();
  // Longer than the other window took to answer.
  await second.waitForTimeout(500);
  await expect(form(second).scope.getByText(form(second).words('draft.found.open'))).toHaveCount(0);
});

test('what another window has sent is not sent from here as well', async ({ page, stored }) => {
  const second = await takenOver(page);
  await expect(told(page, 'draft.elsewhere')).toBeVisible();
  await form(second).send();
  await form(second).onReceipt();
  // Told at once, and without a button that would give the answers back.
  await expect(told(page, 'draft.arrived')).toBeVisible();
  await expect(form(page).button('draft.here')).toHaveCount(0);
  await expectAccessible(page, 'sent from another window');
  await form(page).send();
  await expect(form(page).receipt).toHaveCount(0);
  expect(await stored()).toHaveLength(1);
  // Nothing of the answers is left for whoever uses the device next.
  expect(await drafts(page)).toEqual([]);
  await page.reload();
  await expect(field(page)).toHaveValue('');
});

test('an offer of what has arrived since goes, and another answer can be given', async ({ page, stored }) => {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await expect.poll(async () => (await drafts(page))[0]?.step).toBe('review');
  const second = await page.context().newPage();
  await host(second, TAG);
  const offer = form(second).heading(form(second).words('draft.found.title'));
  await expect(offer).toBeVisible();
  await form(page).send();
  await form(page).onReceipt();
  await expect(offer).toHaveCount(0);
  await expect(told(second, 'draft.arrived')).toBeVisible();
  await form(second).fillAll(pages());
  await expect(form(second).scope.getByText(form(second).words('draft.arrived'))).toHaveCount(0);
  await form(second).send();
  await form(second).onReceipt();
  expect(await stored()).toHaveLength(2);
});

test('who goes on with what has arrived, and has not heard of it, is told and can answer', async ({ page }) => {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await expect.poll(async () => (await drafts(page))[0]?.step).toBe('review');
  const second = await page.context().newPage();
  await second.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  await host(second, TAG);
  await expect(form(second).heading(form(second).words('draft.found.title'))).toBeVisible();
  await form(page).send();
  await form(page).onReceipt();
  await form(second).press('draft.go_on');
  await expect(told(second, 'draft.arrived')).toBeFocused();
  await field(second).fill('Sågen i Lycksele');
  await expect.poll(async () => (await drafts(second)).map(({ answers }) => answers[0].raw)).toEqual(['Sågen i Lycksele']);
});

test('a try that fails after another window has taken the answers over is the last', async ({ page, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  let posts = 0;
  let fail = () => {};
  const failed = new Promise<void>((resolve) => (fail = resolve));
  await page.route(SUBMISSIONS, async (route) => {
    posts += 1;
    await failed;
    await route.abort();
  });
  await host(page, TAG);
  await form(page).fillAll(pages());
  await form(page).send();
  await expect.poll(() => posts).toBe(1);
  // What was on its way is sent from there at once.
  const second = await page.context().newPage();
  await host(second, TAG);
  await form(second).onReceipt();
  await expect(told(page, 'draft.arrived')).toBeVisible();
  fail();
  // The first wait for another try is of three seconds at most.
  await page.waitForTimeout(4000);
  expect(posts).toBe(1);
  expect(await stored()).toHaveLength(1);
});

test('a page that comes back from the cache of the browser, and has heard of nothing, sends nothing', async ({ page, stored }) => {
  await page.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  const second = await takenOver(page);
  await form(second).send();
  await form(second).onReceipt();
  await expect(form(page).scope.getByText(form(page).words('draft.arrived'))).toHaveCount(0);
  await form(page).send();
  await expect(told(page, 'draft.arrived')).toBeVisible();
  await expect(form(page).receipt).toHaveCount(0);
  expect(await stored()).toHaveLength(1);
});

test('a page that is shown again sees for itself what has become of its draft', async ({ page }) => {
  await page.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  const second = await takenOver(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(told(page, 'draft.elsewhere')).toBeVisible();
  await form(second).send();
  await form(second).onReceipt();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(told(page, 'draft.arrived')).toBeVisible();
});

test('what was sent from another window is corrected with its code', async ({ page, stored }) => {
  const second = await takenOver(page);
  await form(second).send();
  await form(second).onReceipt();
  const code = (await second.locator('behov-questionnaire .receipt-code').textContent())!;
  const old = form(page);
  await expect(told(page, 'draft.arrived')).toBeVisible();
  await old.press('nav.back');
  await old.press('nav.back');
  await old.scope.getByText(old.words('draft.code.title')).click();
  await old.scope.getByRole('textbox', { name: old.words('receipt.code') }).fill(code);
  // What was written here since may stand nowhere else, so that it is asked once.
  await old.press('draft.fetch');
  await expect(old.scope.getByText(old.words('draft.unsaved'))).toBeVisible();
  await old.press('draft.fetch');
  await old.onReview();
  await old.hands.press(old.change('Företagets namn'));
  await field(page).fill('Sågen i Lycksele');
  await old.press('nav.back_to_review');
  await old.send();
  await old.onReceipt();
  expect((await stored()).map(({ status }) => status)).toEqual(['amended', 'stored']);
});
