// Accessibility: axe on every state of both examples, and what axe cannot see.

import { examples } from './answers/examples.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { expectAccessible, SIGHTS } from './support/axe.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';
import { escaped } from './support/words.ts';
import { tour } from './support/tour.ts';

for (const example of examples) {
  for (const sights of [SIGHTS.slice(0, 2), SIGHTS.slice(2)]) {
    test(`axe finds nothing in ${example.id} at ${sights[0].width} px`, async ({ page, trouble }) => {
      trouble.expect(FAILED_LOAD);
      await tour(page, example, (name) => expectAccessible(page, name, sights));
    });
  }

  test(`${example.id} fits into 320 px, takes wide text, and has targets for fingers`, async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.setViewportSize({ width: 320, height: 640 });
    await tour(page, example, async (name, form) => {
      await expectWithin(page, name);
      await expectTargets(form, name);
      await expectTextSpacing(page, name);
    });
  });

  test(`each finding in ${example.id} leads to its field, and the field says it`, async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    const told: string[] = [];
    await tour(page, example, async (name, form) => {
      if (!name.endsWith('with errors')) return;
      const entries = form.anySummary().getByRole('listitem').getByRole('button');
      for (const entry of await entries.all()) {
        const sentence = (await entry.innerText()).trim();
        told.push(sentence);
        await entry.click();
        const message = sentence.split(' – ').at(-1)!;
        // The error is heard before the help.
        const heard = new RegExp(`^${form.words('error.prefix')} ?${escaped(message)}`);
        await expect(await form.focused(), sentence).toHaveAccessibleDescription(heard);
      }
    });
    expect(told.length).toBeGreaterThan(20);
  });
}
