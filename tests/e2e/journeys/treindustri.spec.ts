// The main job in Norwegian: a sawmill answers the whole of
// kompetansepilot-treindustri on a phone.

import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { treindustri } from '../answers/situations.ts';
import { expect, test } from '../fixtures/test.ts';
import { Rows } from '../pages/controls/rows.ts';
import type { Form } from '../pages/form.ts';
import { Touch } from '../pages/hands.ts';
import { reviewOf } from '../pages/review.ts';
import { demo } from '../support/host.ts';
import { expectStored } from '../support/stored.ts';

const { document, pages, leftEmpty, stored: answers } = treindustri('nb');

test.use({
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  locale: 'nb-NO',
  timezoneId: 'Europe/Oslo',
});

test('a finger on a phone leads from the first field to the receipt', async ({ page, stored }) => {
  const begun = new Date();
  const form = await demo(page, 'nb', new Touch(page));
  await form.fillAll(pages);
  await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { leftEmpty, change: true }));

  await form.send();
  await form.onReceipt();
  // The copy of the answers, to read, to print and to save.
  await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { leftEmpty, change: false }));
  const [name, copy] = await save(page, form);
  expect(name).toBe(`${form.words('copy.file_name', { id: 'kompetansepilot-treindustri' })}.txt`);
  const answered = pages.flatMap((filled) => filled.answers.flatMap((one) => (one instanceof Rows ? one.rows.flat() : one)));
  for (const { label, shown } of answered) expect(copy).toContain(`${label}: ${shown.join('; ')}\n`);

  const lines = await stored();
  expect(lines).toHaveLength(1);
  expectStored(lines[0], answers, document, 'nb', begun);
});

/** Saves the copy; its name and its text. */
async function save(page: Page, form: Form): Promise<[string, string]> {
  const saved = page.waitForEvent('download');
  await form.press('copy.save');
  const download = await saved;
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}
