// What has the focus is what is seen: on a phone, and on a phone whose
// keyboard is open.

import { expect, type Locator } from '@playwright/test';

import { kraftsamling } from './answers/situations.ts';
import { test } from './fixtures/test.ts';
import { demo } from './support/host.ts';

const { pages } = kraftsamling;

/** How far below the top of the window an element begins. */
const top = async (of: Locator) => (await of.boundingBox())!.y;

for (const height of [640, 360]) {
  test(`a page and what is wrong on it are seen from the beginning, ${height} px high`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height });
    const form = await demo(page, 'sv');
    await form.heading(pages[0].title).waitFor();
    await form.next();
    await expect(form.anySummary()).toBeFocused();
    const summary = await top(form.anySummary());
    expect(summary).toBeGreaterThanOrEqual(0);
    expect(summary).toBeLessThan(height / 2);
  });
}

test('what was said of a page is not said on the next', async ({ page }) => {
  const form = await demo(page, 'sv');
  await form.heading(pages[0].title).waitFor();
  await form.next();
  await expect(form.anySummary()).toBeFocused();
  const [, given, { label }] = pages[0].answers;
  const number = form.scope.getByRole('textbox', { name: label, exact: true });
  await given.answer(form.scope, form.hands);
  await number.fill('556036-0794');
  await number.blur();
  const said = form.scope.locator('[role=status]').first();
  await expect(said).toContainText(label);
  await number.fill('');
  await form.fill(pages[0]);
  await form.next();
  await form.onPage(pages[1].title, 2, pages.length + 1);
  await expect(said).toBeEmpty();
});
