// A tour through every state in which a questionnaire can be seen.

import { expect, type Page } from '@playwright/test';

import type { Example } from '../answers/examples.ts';
import type { Form } from '../pages/form.ts';
import { demo } from './host.ts';

/** Looks at one state; `name` is for people. */
export type Look = (name: string, form: Form) => Promise<void>;

/**
 * Shows every page empty, with all that can be wrong on it, and if wished filled in; the review, a failure to send,
 * the receipt.
 */
export async function tour(page: Page, example: Example, look: Look, lookFilled?: Look): Promise<void> {
  const form = await demo(page, example.language);
  for (const [index, filled] of example.pages.entries()) {
    const last = index === example.pages.length - 1;
    await expect(form.heading(filled.title)).toBeVisible();
    if (index === 0) await form.scope.getByText(form.words('notice.more'), { exact: true }).click();
    await look(`${filled.title}, empty`, form);
    for (const control of example.broken[index].answers) await control.answer(form.scope, form.hands);
    await form.next(last);
    const onwards = form.heading(last ? form.words('review.title') : example.pages[index + 1].title);
    await expect(form.anySummary().or(onwards)).toBeFocused();
    if (await onwards.isVisible()) {
      // Nothing on the page has to be answered.
      await form.press('nav.back');
      await expect(form.heading(filled.title)).toBeFocused();
    } else {
      await look(`${filled.title}, with errors`, form);
    }
    await form.fill(filled);
    await lookFilled?.(`${filled.title}, filled`, form);
    await form.next(last);
  }
  await form.onReview();
  await look('review', form);

  // 403 is not tried again by itself: it stays as it is seen.
  await page.route('**/api/v1/submissions', (route) => route.fulfill({ status: 403, body: '' }), { times: 1 });
  await form.send();
  await expect(form.failure).toBeVisible();
  await look('failure to send', form);

  await form.press('send.again');
  await form.onReceipt();
  await look('receipt', form);
}
