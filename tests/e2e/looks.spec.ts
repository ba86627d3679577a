// Pictures of every state, to be looked at by people (`test-results/looks`), and
// what a picture would show at a glance.

import type { Page } from '@playwright/test';

import { examples } from './answers/examples.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { demo, host, TAG } from './support/host.ts';
import { expectWithin } from './support/measure.ts';
import { LIGHTS, PICTURES, picture } from './support/pictures.ts';
import { tour } from './support/tour.ts';

for (const example of examples) {
  for (const width of [360, 1280]) {
    test(`pictures of ${example.id} at ${width} px`, async ({ page, trouble }) => {
      trouble.expect(FAILED_LOAD);
      await page.setViewportSize({ width, height: 800 });
      let number = 0;
      const look = async (name: string) => {
        number += 1;
        const file = `${String(number).padStart(2, '0')} ${name}`.replace(/[^\p{L}\d]+/gu, '-');
        for (const [light, media] of Object.entries(LIGHTS)) {
          // All of the states in one light, some in the others.
          if (light !== 'light' && !/^(Arbe|review|failure|receipt)/.test(name)) continue;
          await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
          await picture(page, 'looks', example.id, `${width}-${light}`, `${file}.png`);
        }
        await page.emulateMedia(LIGHTS.light);
        await expectWithin(page, name);
        expect(await smallText(page), `${name}: text below 16 px`).toEqual([]);
      };
      await tour(page, example, look, PICTURES ? look : undefined);
    });
  }
}

/** Text of the form that is smaller than 16 px. */
function smallText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('behov-questionnaire')!.shadowRoot!;
    const small = new Set<string>();
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const size = parseFloat(getComputedStyle(text.parentElement!).fontSize);
      if (text.textContent!.trim() && size < 16) small.add(`${size} px: ${text.textContent!.trim()}`);
    }
    for (const field of root.querySelectorAll('input, select, textarea')) {
      const size = parseFloat(getComputedStyle(field).fontSize);
      if (!field.matches('[type=radio], [type=checkbox]') && size < 16) small.add(`${size} px: ${field.outerHTML}`);
    }
    return [...small];
  });
}

for (const [light, media] of Object.entries(LIGHTS)) {
  test(`the focus can be seen on everything that takes it, ${light}`, async ({ page }) => {
    await page.emulateMedia(media);
    const questionnaire = await demo(page, 'sv');
    await questionnaire.heading(examples[0].pages[0].title).waitFor();
    const seen = new Set<string>();
    for (let presses = 0; presses < 60 && !seen.has('submit'); presses += 1) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const focused = document.querySelector('behov-questionnaire')!.shadowRoot!.activeElement;
        if (!focused) return null;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
        const kind = (focused as HTMLInputElement).type || focused.localName;
        return { kind, style: outlineStyle, width: parseFloat(outlineWidth), color: outlineColor };
      });
      if (!ring) continue;
      expect(ring.style, ring.kind).not.toBe('none');
      expect(ring.width, ring.kind).toBeGreaterThanOrEqual(3);
      expect(ring.color, ring.kind).not.toMatch(/, 0\)$/);
      seen.add(ring.kind);
      // What is folded away has links.
      if (ring.kind === 'summary') await page.keyboard.press('Enter');
    }
    expect([...seen].sort()).toEqual(['a', 'radio', 'select-one', 'submit', 'summary', 'text']);
  });
}

test('a press on a button is not lost to an error that moves it', async ({ page }) => {
  const questionnaire = await demo(page, 'sv');
  const [{ answers }] = examples[0].broken;
  for (const control of answers) await control.answer(questionnaire.scope, questionnaire.hands);
  // The field above the button still has the focus, and its error is a long one.
  await expect(answers.at(-1)!.at(questionnaire.scope)).toBeFocused();
  await questionnaire.button('nav.next').scrollIntoViewIfNeeded();
  const { x, y, width } = (await questionnaire.button('nav.next').boundingBox())!;
  await page.mouse.move(x + width / 2, y + 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(questionnaire.anySummary()).toBeFocused();
});

for (const width of [360, 1280]) {
  test(`an error above does not move the field where one types, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await host(page, TAG);
    const number = page.getByRole('textbox', { name: 'Organisationsnummer', exact: true });
    const employees = page.getByRole('textbox', { name: 'Antal anställda', exact: true });
    await page.evaluate(() => {
      (window as any).shift = 0;
      new PerformanceObserver((list) => {
        // Those that follow a key are meant here: that is when an error appears.
        for (const entry of list.getEntries()) (window as any).shift += (entry as any).value;
      }).observe({ type: 'layout-shift' });
    });
    await number.fill('556036-0794');
    const before = await employees.boundingBox();
    await number.press('Tab');
    await page.keyboard.type('7');
    await expect(number).toHaveAccessibleDescription(/^Fel: Organisationsnumret stämmer inte/);
    await expect(employees).toBeFocused();
    expect(await employees.boundingBox()).toEqual(before);
    // The label above the error moves up by the error's height, and nothing else.
    expect(await page.evaluate(() => (window as any).shift)).toBeLessThan(0.05);

    // And back again, when it has been put right.
    await number.fill('556036-0793');
    await number.press('Tab');
    await expect(number).toHaveAccessibleDescription('');
    expect(await employees.boundingBox()).toEqual(before);
  });
}
