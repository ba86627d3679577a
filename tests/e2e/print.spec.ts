// On paper there is what was answered and the code, and nothing to press.

import type { Page } from '@playwright/test';

import { kraftsamling } from './answers/situations.ts';
import { expect, test } from './fixtures/test.ts';
import { reviewOf } from './pages/review.ts';
import { SAVED } from './support/draft.ts';
import { form as formOn, host, TAG } from './support/host.ts';

const { pages, leftEmpty } = kraftsamling;

/** What is seen of these elements of the form. */
const seen = (page: Page, selector: string) =>
  page.locator('behov-questionnaire').evaluate((element, selector) => {
    const all = [...element.shadowRoot!.querySelectorAll(selector)];
    const seen = all.filter((found) => found.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    return seen.map((found) => found.textContent!.trim());
  }, selector);

const PRESSED = 'button, [role=button]';

test('the review and the receipt are printed whole, without buttons and without what is said of the copy', async ({ page, stored }) => {
  await host(page, TAG.replace('e2e-kort', 'kraftsamling-yh'));
  const form = formOn(page);
  await form.fillAll(pages);
  await expect(form.scope.getByText(SAVED)).toBeVisible();
  await test.step('the review', async () => {
    expect(await seen(page, PRESSED)).toContain(form.words('nav.send'));
    expect(await seen(page, '.draft')).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await seen(page, PRESSED)).toEqual([]);
    expect(await seen(page, '.draft')).toEqual([]);
    await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { leftEmpty, change: false }));
  });
  await page.emulateMedia({ media: 'screen' });
  await form.send();
  await form.onReceipt();
  const [{ submission }] = await stored();
  const code = (await page.locator('behov-questionnaire .receipt-code').textContent())!;
  await test.step('the receipt', async () => {
    expect(await seen(page, PRESSED)).toContain(form.words('receipt.print'));
    await page.emulateMedia({ media: 'print' });
    expect(await seen(page, PRESSED)).toEqual([]);
    expect(await seen(page, '.draft')).toEqual([]);
    await expect(form.receipt.getByText(code, { exact: true })).toBeVisible();
    await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { leftEmpty, change: false }));
    const values = await seen(page, '.review-value');
    expect(values.join('\n')).toContain(submission.org.name);
  });
});
