// Texts that turn the direction of writing, in a file and as answers: what stands
// beside them stays in its place.

import { expect, test } from './fixtures/test.ts';
import { form, host, TAG } from './support/host.ts';

/** Turns everything after it, until it is ended. */
const TURN = '\u202e';

test('what turns the direction turns nothing beside itself', async ({ page }) => {
  const inBoth = (text: string) => ({ sv: text, nb: text });
  await page.route('**/q/e2e-kort.json', async (route) => {
    const document = await (await route.fetch()).json();
    document.pages[0].questions = [
      { id: 'org.name', type: 'text', label: inBoth(`Namn${TURN} abc`), required: true },
      {
        ...{ id: 'x.e2e.rows', type: 'rows', min_rows: 1, label: inBoth('Rader'), row_label: inBoth(`Rad${TURN} def`) },
        questions: ['a', 'b'].map((name) => ({ id: `x.e2e.rows.${name}`, type: 'text', label: inBoth(name) })),
      },
    ];
    await route.fulfill({ json: document });
  });
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
  /** Where a text is seen inside a question, from the left; the first that there is. */
  const left = (text: string, question = 'text') =>
    page.locator('behov-questionnaire').evaluate((element, [text, question]) => {
      const within = element.shadowRoot!.querySelector(`[data-type=${question}]`)!;
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(text);
        if (at < 0 || !node.parentElement!.checkVisibility() || node.parentElement!.closest('.sr')) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        return range.getBoundingClientRect().left;
      }
      throw new Error(`"${text}" is not there`);
    }, [text, question] as const);

  // The mark stands after the label, and so does what is wrong with it.
  expect(await left('måste fyllas i')).toBeGreaterThan(await left('abc'));
  await form(page).next();
  await expect(form(page).anySummary()).toBeFocused();
  const summary = await form(page).anySummary().getByRole('button').evaluate((button) => {
    const at = (text: string) => {
      const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const begins = node.textContent!.indexOf(text);
        if (begins < 0) continue;
        const range = document.createRange();
        range.setStart(node, begins);
        range.setEnd(node, begins + text.length);
        return range.getBoundingClientRect().left;
      }
      throw new Error(`"${text}" is not there`);
    };
    return [at('abc'), at('–')];
  });
  expect(summary[1]).toBeGreaterThan(summary[0]!);

  // In the heading of a row its number comes after the label, and one answer after the other.
  const fields = page.locator('behov-questionnaire [data-type=rows] input');
  await fields.nth(0).fill(`Ett${TURN} ghi`);
  await fields.nth(1).fill('Två');
  await form(page).scope.getByRole('button', { expanded: true }).first().click();
  const places = [await left('def', 'rows'), await left('1', 'rows'), await left('Ett', 'rows'), await left(', Två', 'rows')];
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('the form reads as its language does, and not as the page around it', async ({ page }) => {
  await host(page, TAG);
  await expect(form(page).scope.getByRole('textbox').first()).toBeVisible();
  const direction = (lang?: string) =>
    page.locator('behov-questionnaire').evaluate((element, lang) => {
      element.parentElement!.dir = lang ? 'ltr' : 'rtl';
      const form = element.shadowRoot!.querySelector<HTMLElement>('[part=root]')!;
      if (lang) form.lang = lang;
      return getComputedStyle(form.querySelector('input')!).direction;
    }, lang);
  expect(await direction()).toBe('ltr');
  expect(await direction('ar-IQ')).toBe('rtl');
  expect(await direction('sma')).toBe('ltr');
});
