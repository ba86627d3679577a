// The main job in Norwegian: a sawmill answers the whole of
// kompetansepilot-treindustri on a phone.

import { pages, stored as answers } from '../answers/treindustri.ts';
import { expect, test } from '../fixtures/test.ts';
import { Touch } from '../pages/hands.ts';
import { reviewOf } from '../pages/review.ts';
import { demo } from '../support/host.ts';
import { expectStored } from '../support/stored.ts';

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
  await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { change: true }));

  await form.send();
  await form.onReceipt();
  // The copy of the answers, to read and to print.
  await expect(form.scope).toMatchAriaSnapshot(reviewOf(form, pages, { change: false }));

  const lines = await stored();
  expect(lines).toHaveLength(1);
  expectStored(lines[0], answers, 'public/examples/kompetansepilot-treindustri/1.0.0.json', 'nb', begun);
});

test('a copy of the answers can be saved as a file', async ({ page }) => {
  const form = await demo(page, 'nb', new Touch(page));
  await form.fillAll(pages);
  await form.send();
  await form.onReceipt();
  const [download] = await Promise.all([page.waitForEvent('download'), form.button('copy.save').tap()]);
  expect(download.suggestedFilename()).toBe(`${form.words('copy.file_name', { id: 'kompetansepilot-treindustri' })}.txt`);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const saved = Buffer.concat(chunks).toString('utf8');
  for (const answer of ['Eksempelsaga AS', 'Kongsvinger', 'Sliping av sagblad', 'post@eksempelsaga.example']) {
    expect(saved).toContain(answer);
  }
});
