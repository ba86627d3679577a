// The main job in Swedish: a firm answers the whole of kraftsamling-yh with the
// keyboard alone, and what it wrote is what lies in the database.

import { kraftsamling } from '../answers/situations.ts';
import { expect, test } from '../fixtures/test.ts';
import { Keyboard } from '../pages/hands.ts';
import { reviewOf } from '../pages/review.ts';
import { demo } from '../support/host.ts';
import { expectStored } from '../support/stored.ts';

const { document, pages, leftEmpty, stored: answers } = kraftsamling;

test('the keyboard alone leads from the first field to the receipt', async ({ page, stored, heard }) => {
  const begun = new Date();
  const keyboard = new Keyboard(page);
  const form = await demo(page, 'sv', keyboard);

  for (const [index, filled] of pages.entries()) {
    // The first page does not take the focus from the host's page.
    if (index > 0) await form.onPage(filled.title, index + 1, pages.length + 1);
    await form.fill(filled);
    await form.next(index === pages.length - 1);
  }

  await form.onReview();
  await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { leftEmpty, change: true }));

  // One answer is changed, and the way leads back to the review.
  const name = pages[0].answers[0].label;
  await keyboard.press(form.change(name));
  const field = form.scope.getByRole('textbox', { name, exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('Exempelsågen AB');
  await keyboard.retype(field, 'Exempelsågen i Storuman AB');
  await keyboard.press(form.button('nav.back_to_review'));
  await form.onReview();
  await expect(form.scope.getByRole('definition').filter({ hasText: 'Exempelsågen i Storuman AB' })).toBeVisible();

  const answered = page.waitForResponse('**/api/v1/submissions');
  await form.send();
  await form.onReceipt();
  const receipt = await (await answered).json();
  expect(receipt.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4})+$/);
  await expect(form.receipt.getByText(receipt.code, { exact: true })).toBeVisible();
  await expect(form.receipt).toContainText('Vi lägger samman era svar med svar från andra arbetsgivare');

  const lines = await stored();
  expect(lines).toHaveLength(1);
  const changed = { ...answers, org: { ...answers.org, name: 'Exempelsågen i Storuman AB' } };
  expectStored(lines[0], changed, document, 'sv', begun);
  expect(lines[0].submission.meta.id).toBe(receipt.id);

  expect(await heard()).toEqual([
    { type: 'behov-ready', detail: { id: 'kraftsamling-yh', version: '1.0.0' }, index: 0 },
    ...['situation', 'recruitment', 'training', 'internship', 'contribution', 'barriers', 'contact', 'review', 'workplace', 'review', 'receipt'].map((step) => ({ type: 'behov-step', detail: { step }, index: 0 })),
    { type: 'behov-submitted', detail: { id: receipt.id, status: 'stored' }, index: 0 },
  ]);
});
