// Every situation that Behov is made for: a workplace answers the whole of its
// questionnaire, and what it answered is what lies in the database.

import { situations } from '../answers/situations.ts';
import { expect, test } from '../fixtures/test.ts';
import { form as formOn, host } from '../support/host.ts';
import { json } from '../support/places.ts';
import { expectStored } from '../support/stored.ts';

for (const { document, language, pages, stored: answers } of situations) {
  const { id } = json(document);
  test(`${id} is answered in ${language}, and stored`, async ({ page, stored }) => {
    test.setTimeout(180_000);
    const begun = new Date();
    await page.setViewportSize({ width: 360, height: 740 });
    const tag = `<behov-questionnaire src="/q/${id}.json" endpoint="/api/v1/submissions"></behov-questionnaire>`;
    await host(page, tag, { lang: language });
    const form = formOn(page, language);
    await form.fillAll(pages);
    await form.send();
    await form.onReceipt();
    const seconds = (Date.now() - begun.getTime()) / 1000;
    console.log(`${id}: ${seconds.toFixed(1)} s from the first field to the receipt`);

    const lines = await stored();
    expect(lines).toHaveLength(1);
    expectStored(lines[0], JSON.parse(JSON.stringify(answers)), document, language, begun);
  });
}
