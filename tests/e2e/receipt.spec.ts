// What a receipt is good for: to correct the answer on another day and another
// device, and to have it deleted.

import type { Browser, Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, test } from './fixtures/test.ts';
import type { Form } from './pages/form.ts';
import { expectAccessible } from './support/axe.ts';
import { drafts } from './support/device.ts';
import { hold } from './support/held.ts';
import { form, host, TAG } from './support/host.ts';

/** Answers, and comes back with the code of the receipt to a new device. */
async function withCode(page: Page, browser: Browser, baseURL: string): Promise<[string, Page]> {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  const code = (await page.locator('behov-questionnaire .receipt-code').textContent())!;
  // The collector's own setting, said beforehand.
  await expect(form(page).scope.getByText(form(page).words('receipt.delete.contact'))).toBeVisible();
  const context = await browser.newContext({ baseURL, locale: 'sv-SE' });
  const device = await context.newPage();
  await host(device, TAG);
  await form(device).scope.getByText(form(device).words('draft.code.title')).click();
  return [code, device];
}

const codeField = (of: Form) => of.scope.getByRole('textbox', { name: of.words('receipt.code') });

/** What asks whether one is sure. */
async function openDelete(of: Form): Promise<void> {
  await of.scope.locator('summary').filter({ hasText: of.words('draft.delete') }).click();
  await expect(of.scope.getByText(of.words('draft.delete.text'))).toBeVisible();
}

test('the code fetches the answer on another device, and what is corrected counts once', async ({ page, browser, baseURL, stored }) => {
  const [code, device] = await withCode(page, browser, baseURL!);
  const again = form(device);
  await expectAccessible(device, 'with the field for a code');
  // As it was read out over the phone.
  await codeField(again).fill(` ${code.toLowerCase().replaceAll('-', ' ')} `);
  await again.press('draft.fetch');
  await again.onReview();
  await again.hands.press(again.change('Företagets namn'));
  const name = again.scope.getByRole('textbox', { name: 'Företagets namn' });
  await expect(name).toHaveValue('Exempelsågen AB');
  await name.fill('Sågen i Lycksele');
  await again.press('nav.back_to_review');
  await again.send();
  await again.onReceipt();
  const lines = await stored();
  expect(lines.map(({ status }) => status)).toEqual(['amended', 'stored']);
  expect(lines[1].submission.org.name).toBe('Sågen i Lycksele');
  expect(lines[1].submission.meta.replaces).toBe(lines[0].submission.meta.id);
  await device.context().close();
});

test('a wrong code opens nothing and says so, and Enter does not leave the page', async ({ page, browser, baseURL }) => {
  const [, device] = await withCode(page, browser, baseURL!);
  const again = form(device);
  await codeField(again).fill('0000-0000-0000-0000-0000-0000-0000');
  await codeField(again).press('Enter');
  await expect(again.scope.getByText(again.words('draft.no_answer'))).toBeVisible();
  await expect(again.heading('Om er')).toBeVisible();
  await expectAccessible(device, 'a wrong code');
  await device.context().close();
});

test('while the answer is on its way that is said, and nothing else is asked', async ({ page, browser, baseURL }) => {
  const [code, device] = await withCode(page, browser, baseURL!);
  const asked: string[] = [];
  device.on('request', (request) => {
    if (request.url().endsWith('/api/v1/answer')) asked.push(request.method());
  });
  const arrive = await hold(device, '**/api/v1/answer');
  const again = form(device);
  await codeField(again).fill(code);
  await again.press('draft.fetch');
  await expect(again.scope.getByRole('status').filter({ hasText: again.words('draft.waiting') })).toBeVisible();
  await again.press('draft.fetch');
  await openDelete(again);
  await again.press('draft.delete');
  expect(asked).toEqual(['GET']);
  arrive();
  await again.onReview();
  expect(asked).toEqual(['GET']);
  await device.context().close();
});

for (const key of ['draft.fetch', 'draft.delete']) {
  test(`a form that is gone before the answer came stops no other: ${key}`, async ({ page, browser, baseURL }) => {
    const [code, device] = await withCode(page, browser, baseURL!);
    const again = form(device);
    const arrive = await hold(device, '**/api/v1/answer');
    await codeField(again).fill(code);
    if (key === 'draft.delete') await openDelete(again);
    await again.press(key);
    await device.evaluate(() => {
      document.querySelector('behov-questionnaire')!.remove();
      const other = document.createElement('behov-questionnaire');
      other.setAttribute('src', '/q/e2e-kort.json');
      document.querySelector('main')!.append(other);
    });
    await expect(again.heading('Om er')).toBeVisible();
    const answer = device.waitForResponse('**/api/v1/answer');
    arrive();
    await (await answer).finished();
    await again.fill(pages()[0]);
    await again.next();
    await expect(again.heading('Ert behov')).toBeFocused();
    await device.context().close();
  });
}

for (const [what, answer, key] of [
  ['all of it', { status: 200, json: { deleted: 'all' } }, 'draft.deleted.all'],
  ['nothing', { status: 403, json: { status: 403, title: 'Deletion is off' } }, 'draft.delete_off'],
] as const) {
  test(`where the receiver allows ${what} to be deleted that is said`, async ({ page, browser, baseURL }) => {
    const [code, device] = await withCode(page, browser, baseURL!);
    const again = form(device);
    let asked = '';
    await device.route('**/api/v1/answer', (route) => {
      asked = `${route.request().method()} ${route.request().headers().authorization}`;
      return route.fulfill(answer);
    });
    await codeField(again).fill(code);
    await openDelete(again);
    await again.press('draft.delete');
    const told = again.scope.getByRole('status').filter({ hasText: again.words(key, { contact: 'info@example.org' }) });
    await expect(told).toHaveText(again.words(key, { contact: 'info@example.org' }));
    expect(asked).toBe(`DELETE Bearer ${code.replaceAll('-', '')}`);
    await device.context().close();
  });
}

test('the code has the contact data deleted, which is what this receiver allows', async ({ page, browser, baseURL, stored }) => {
  const [code, device] = await withCode(page, browser, baseURL!);
  const again = form(device);
  await codeField(again).fill(code);
  await openDelete(again);
  await expectAccessible(device, 'before the answers are deleted');
  await again.press('draft.delete');
  await expect(again.scope.getByText(again.words('draft.deleted.contact'))).toBeVisible();
  const [{ submission }] = await stored();
  expect(submission.con).toBeUndefined();
  expect(submission.org.name).toBe('Exempelsågen AB');
  await device.context().close();
});

test('what is kept nowhere is not put aside for a fetched answer unless it is wanted twice', async ({ page, browser, baseURL }) => {
  const [code, device] = await withCode(page, browser, baseURL!);
  await host(device, '<behov-questionnaire src="/q/e2e-kort.json" draft="off"></behov-questionnaire>');
  const again = form(device);
  const name = again.scope.getByRole('textbox', { name: 'Företagets namn' });
  await name.fill('Sågen i Storuman');
  await again.scope.getByText(again.words('draft.code.title')).click();
  await codeField(again).fill(code);
  await again.press('draft.fetch');
  await expect(again.scope.getByText(again.words('draft.unsaved'))).toBeVisible();
  await expect(name).toHaveValue('Sågen i Storuman');
  await again.press('draft.fetch');
  await again.onReview();
  await device.context().close();
});

test('an answer that is fetched while another is sent comes too late', async ({ page, browser, baseURL, stored }) => {
  const [code, device] = await withCode(page, browser, baseURL!);
  const again = form(device);
  const arrive = await hold(device, '**/api/v1/answer');
  const send = await hold(device, '**/api/v1/submissions');
  await codeField(again).fill(code);
  await again.press('draft.fetch');
  await again.fillAll(pages('Sågen i Storuman'));
  await again.send();
  const answer = device.waitForResponse('**/api/v1/answer');
  arrive();
  await (await answer).finished();
  send();
  await again.onReceipt();
  expect((await stored()).map(({ status }) => status)).toEqual(['stored', 'stored']);
  // With the receipt nothing is left to be sent once more.
  expect(await drafts(device)).toEqual([]);
  await device.context().close();
});
