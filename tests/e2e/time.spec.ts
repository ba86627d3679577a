// How long what is typed is on the screen alone, by a clock that stands still
// unless the test says so; and what is said of the time.

import { pages } from './answers/short.ts';
import { expect, test } from './fixtures/test.ts';
import { stop } from './support/clock.ts';
import { crash } from './support/device.ts';
import { begin, comeBack, field, goOn, names } from './support/draft.ts';
import { form, host, TAG } from './support/host.ts';

/** So long what was typed may be in danger, in milliseconds. */
const SECOND = 1000;

test('a second after the last key all that was typed is on the device', async ({ page }) => {
  await page.clock.install();
  await begin(page, 'S');
  await stop(page);
  for (const key of 'ågen') {
    await page.clock.runFor(150);
    await field(page).pressSequentially(key);
  }
  await page.clock.runFor(SECOND);
  expect(await names(page)).toEqual(['Sågen']);
  // And one letter that is alone.
  await field(page).pressSequentially('s');
  await page.clock.runFor(SECOND);
  expect(await names(page)).toEqual(['Sågens']);
});

test('who types without a pause loses no more than the last second of it', async ({ page }) => {
  await page.clock.install();
  const text = 'Sågen och hyvleriet i Storuman';
  await begin(page, text.slice(0, 1));
  await stop(page);
  const between = 200;
  for (let typed = 2; typed <= text.length; typed += 1) {
    await field(page).pressSequentially(text[typed - 1]!);
    await page.clock.runFor(between);
    const [name] = await names(page);
    const old = text.slice(0, Math.max(1, typed - SECOND / between));
    expect(name.startsWith(old), `"${name}" begins with "${old}"`).toBe(true);
  }
});

test('a tab that is killed while one types loses at most a second', async ({ page, context }) => {
  await page.clock.install();
  await begin(page);
  await stop(page);
  await field(page).pressSequentially(' AB');
  // Nobody looks whether it is saved.
  await page.clock.runFor(SECOND);
  await field(page).pressSequentially(' med mera');
  await crash(page);
  const again = await context.newPage();
  await page.close();
  await again.clock.resume();
  await host(again, TAG);
  await goOn(again);
  await expect(field(again)).toHaveValue(/^Sågen i Storuman AB/);
});

test('when it was saved is said, in the time of whoever reads it', async ({ page }) => {
  const sentence = (of: typeof page, key: string, time: string) =>
    form(of).scope.getByText(form(of).words(key, { time }), { exact: true });
  await page.clock.setFixedTime(new Date('2026-03-05T12:07:30Z'));
  await begin(page, 'Sågen');
  await expect(sentence(page, 'draft.saved', '5 mars 2026 kl. 13:07')).toBeVisible();
  await page.clock.setFixedTime(new Date('2026-03-05T23:04:00Z'));
  await field(page).fill('Sågen i Storuman');
  await expect(sentence(page, 'draft.saved', '6 mars 2026 kl. 00:04')).toBeVisible();

  const again = await comeBack(page, TAG, new Date('2026-03-09T08:00:00Z'));
  await expect(sentence(again, 'draft.found.text', '6 mars 2026 kl. 00:04')).toBeVisible();
  await goOn(again);
  await expect(form(again).heading(pages()[0]!.title)).toBeFocused();
  await expect(sentence(again, 'draft.saved', '9 mars 2026 kl. 09:00')).toBeVisible();
});
