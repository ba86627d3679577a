// What the tag takes and gives is what `public/custom-elements.json` declares:
// attributes, events, parts and slots, over a whole journey.

import type { Page } from '@playwright/test';

import { kraftsamling } from './answers/situations.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { demo } from './support/host.ts';
import { json } from './support/places.ts';

const { pages } = kraftsamling;

const [element] = json('public/custom-elements.json').modules[0].declarations;
const names = (of: { name: string }[]) => of.map(({ name }) => name).sort();

/** What the shadow root has now: the names of its parts, its slots, the attributes it minds. */
const has = (page: Page) =>
  page.locator('behov-questionnaire').evaluate((element) => {
    const root = element.shadowRoot!;
    return {
      parts: [...root.querySelectorAll('[part]')].flatMap((node) => [...node.part]),
      slots: [...root.querySelectorAll('slot')].map((slot) => slot.name),
      minds: (customElements.get(element.localName) as unknown as { observedAttributes: string[] }).observedAttributes,
    };
  });

test('the running element has the surface that is declared', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  const form = await demo(page, 'sv');
  await expect(form.heading(pages[0].title)).toBeVisible();
  const { slots, minds } = await has(page);
  expect(slots).toEqual(names(element.slots));
  // The first is read when something fails, the others when the form starts, and not before.
  expect([...minds, 'draft', 'fallback-href', 'prefill', 'words'].sort()).toEqual(names(element.attributes));

  const parts = new Set<string>();
  const look = async () => (await has(page)).parts.forEach((part) => parts.add(part));
  await form.next();
  await expect(form.scope.getByRole('group', { name: 'rätta' })).toBeVisible();
  await look();
  for (const [index, filled] of pages.entries()) {
    await expect(form.heading(filled.title)).toBeVisible();
    await form.fill(filled);
    await look();
    await form.next(index === pages.length - 1);
  }
  await form.onReview();
  await look();
  await page.route('**/api/v1/submissions', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await form.send();
  await expect(form.scope.getByText(form.words('send.failed.title'))).toBeVisible();
  await look();
  await form.hands.press(form.button('send.again'));
  await form.onReceipt();
  await look();

  // What only a questionnaire in several languages has.
  await page.locator('behov-questionnaire').evaluate((element) => element.setAttribute('src', '/q/e2e-sprak.json'));
  await form.scope.getByRole('button', { name: 'English' }).click();
  await expect(form.heading('About you')).toBeVisible();
  await look();

  // What only one has that searches in a list.
  await page.locator('behov-questionnaire').evaluate((element) => element.setAttribute('src', '/q/e2e-lista.json'));
  await form.scope.getByRole('combobox', { name: 'Område' }).fill('teknik');
  await form.scope.getByRole('option').first().waitFor();
  await look();

  // And what only one has that is a test, or closed.
  for (const [id, key] of [['e2e-test', 'test.banner'], ['e2e-stangd', 'closed.after.title']]) {
    await page.locator('behov-questionnaire').evaluate((element, id) => element.setAttribute('src', `/q/${id}.json`), id);
    await expect(form.scope.getByText(form.words(key))).toBeVisible();
    await look();
  }
  expect([...parts].sort()).toEqual(names(element.cssParts));

  await page.locator('behov-questionnaire').evaluate((element) => element.setAttribute('src', '/q/none.json'));
  await expect.poll(async () => (await heard('behov-error')).length).toBe(1);
  const events = await heard();
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(names(element.events));
  for (const { type, detail } of events) {
    const { text } = element.events.find(({ name }: { name: string }) => name === type).type;
    const declared = [...text.matchAll(/(\w+)\??:/g)].map(([, key]) => key);
    expect(declared, type).toEqual(expect.arrayContaining(Object.keys(detail)));
  }
});
