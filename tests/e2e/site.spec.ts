// A site in Leptos with the questionnaire as a component: `examples/leptos-site`
// as `cargo xtask site` builds it, with the real collector behind it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { choice } from './pages/controls/choice.ts';
import { number, text } from './pages/controls/text.ts';
import { type Filled, Form } from './pages/form.ts';
import { Mouse } from './pages/hands.ts';
import { expectAccessible } from './support/axe.ts';
import { POLICY } from './support/host.ts';
import { inCheckout } from './support/places.ts';
import type { Language } from './support/words.ts';

const site = process.env.BEHOV_SITE ?? inCheckout('target/site');
const TYPES: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript', wasm: 'application/wasm' };

/** Opens the site, under the policy of a strict host. */
async function open(page: Page): Promise<void> {
  await page.route('**/site/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice('/site/'.length) || 'index.html';
    const file = join(site, name);
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    const headers = { 'Content-Type': TYPES[name.split('.').at(-1)!], 'Content-Security-Policy': POLICY };
    return route.fulfill({ headers, body: readFileSync(file) });
  });
  await page.goto('/site/');
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const first = (page: Page, language: Language = 'nb') => new Form(region(page, 'Skjemaet'), language, new Mouse());
const second = (page: Page) => new Form(region(page, 'Ett til'), 'nn', new Mouse());

/** What the site's callbacks were told. */
const told = (page: Page) => page.getByRole('list', { name: 'Hva siden får vite' }).getByRole('listitem').allInnerTexts();

const BOKMAL: Filled[] = [
  { title: 'Om virksomheten', answers: [text('Navnet på virksomheten', 'Eksempelbruket AS'), number('Antall ansatte', '7')] },
  { title: 'Kurs', answers: [choice('Hva trengs mest?', 'Regnskap')] },
];
const NYNORSK: Filled[] = [
  { title: 'Om verksemda', answers: [text('Namnet på verksemda', 'Døme AS')] },
  { title: 'Kurs', answers: [choice('Kva trengst mest?', 'Sveising')] },
];

test('a form is mounted, filled in and sent, and the site is told', async ({ page, stored }) => {
  await open(page);
  await expect(page.getByText('Skjemaet hentes …')).toBeHidden();
  await first(page).fillAll(BOKMAL);
  await expectAccessible(page, 'the review in the site');
  await first(page).send();
  await first(page).onReceipt();
  const [{ status, submission }] = await stored();
  expect(status).toBe('stored');
  expect(submission.org).toMatchObject({ name: 'Eksempelbruket AS', employees_exact: 7 });
  expect(submission.meta).toMatchObject({ campaign: 'bygda-2026', channel: 'self', locale: 'nb' });
  expect(await told(page)).toEqual([
    'ready kurs-i-bygda',
    'step course',
    'step review',
    'step receipt',
    `received ${submission.meta.id}`,
  ]);
});

test('it looks like itself in a shadow root of its own, and the site stays as it is', async ({ page }) => {
  await open(page);
  await expect(first(page).heading('Om virksomheten')).toBeVisible();
  const colour = () => getComputedStyle(document.querySelector('h1')!).fontSize;
  const before = await page.evaluate(colour);
  const button = first(page).button('nav.next');
  await expect(button).toHaveCSS('background-color', 'rgb(15, 76, 138)');
  const { mode, sheets, globals } = await page.evaluate(() => {
    const root = document.querySelector('section .survey')!.shadowRoot!;
    return { mode: root.mode, sheets: root.adoptedStyleSheets.length, globals: document.adoptedStyleSheets.length };
  });
  expect([mode, sheets, globals]).toEqual(['open', 1, 0]);
  expect(await page.evaluate(colour)).toBe(before);
});

test('a site can let nothing be answered for a while, and nothing is lost', async ({ page }) => {
  await open(page);
  const name = region(page, 'Skjemaet').getByRole('textbox', { name: 'Navnet på virksomheten' });
  const pause = page.getByRole('checkbox', { name: 'Ta pause' });
  await name.fill('Eksempelbruket AS');
  await pause.check();
  await expect(name).toBeDisabled();
  await expect(first(page).button('nav.next')).toBeDisabled();
  await pause.uncheck();
  await expect(name).toBeEnabled();
  await expect(name).toHaveValue('Eksempelbruket AS');
});

test('what is removed ends, and what is added again goes on or begins anew', async ({ page, trouble }) => {
  await open(page);
  const shown = page.getByRole('checkbox', { name: 'Vis skjemaet' });
  const asks = () =>
    page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  for (let times = 0; times < 3; times += 1) {
    if (times > 0) await first(page).press('draft.start_over');
    await expect(first(page).heading('Om virksomheten')).toBeVisible();
    await expect(BOKMAL[0].answers[0].at(first(page).scope)).toHaveValue('');
    await first(page).fill(BOKMAL[0]);
    expect(await asks(), 'something is unsent').toBe(true);
    await shown.uncheck();
    await expect(region(page, 'Skjemaet')).toHaveCount(0);
    expect(await asks(), 'and nothing is left of it').toBe(false);
    await shown.check();
  }
  // Also while it is on its way, or being sent.
  await shown.uncheck();
  await shown.check();
  await shown.uncheck();
  await shown.check();
  await first(page).press('draft.start_over');
  await first(page).fillAll(BOKMAL);
  await page.route('**/api/v1/submissions', () => {}, { times: 1 });
  await first(page).send();
  await shown.uncheck();
  await expect(region(page, 'Skjemaet')).toHaveCount(0);
  await shown.check();
  // What was on its way goes on by itself.
  await first(page).onReceipt();
  expect(trouble.errors).toEqual([]);
});

test('two have nothing to do with each other', async ({ page, stored }) => {
  await open(page);
  await page.getByRole('checkbox', { name: 'Vis ett til' }).check();
  await expect(second(page).heading('Om verksemda')).toBeVisible();
  await first(page).fill(BOKMAL[0]);
  await second(page).fillAll(NYNORSK);
  await expect(BOKMAL[0].answers[0].at(first(page).scope)).toHaveValue('Eksempelbruket AS');
  await second(page).send();
  await second(page).onReceipt();
  await page.getByRole('checkbox', { name: 'Vis ett til' }).uncheck();
  await first(page).fillAll(BOKMAL);
  await first(page).send();
  await first(page).onReceipt();
  const names = (await stored()).map(({ submission }) => [submission.org.name, submission.meta.locale]);
  expect(names).toEqual([
    ['Døme AS', 'nn'],
    ['Eksempelbruket AS', 'nb'],
  ]);
  expect((await told(page)).filter((what) => what.startsWith('received'))).toHaveLength(1);
});

test('the properties follow the signals of the site, and every answer stays', async ({ page, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await open(page);
  await first(page).fill(BOKMAL[0]);
  await page.getByRole('textbox', { name: 'Språk' }).fill('en');
  const english = first(page, 'en');
  await expect(english.heading('About the business')).toBeVisible();
  await expect(english.scope.getByRole('textbox', { name: 'Name of the business' })).toHaveValue('Eksempelbruket AS');
  await english.scope.getByRole('button', { name: 'Norsk nynorsk' }).click();
  const nynorsk = first(page, 'nn');
  await expect(nynorsk.heading('Om verksemda')).toBeVisible();
  await nynorsk.next();
  await nynorsk.fill(NYNORSK[1]);
  await nynorsk.next(true);
  await nynorsk.onReview();

  const elsewhere = page.waitForRequest('**/elsewhere');
  await page.route('**/elsewhere', (route) => route.fulfill({ status: 403, body: '' }));
  await page.getByRole('textbox', { name: 'Mottaker' }).fill('/elsewhere');
  await nynorsk.send();
  await elsewhere;
  await expect(nynorsk.failure).toBeVisible();
  await page.getByRole('textbox', { name: 'Mottaker' }).fill('/api/v1/submissions');
  await nynorsk.press('send.again');
  await nynorsk.onReceipt();
  const [{ submission }] = await stored();
  expect(submission.meta.locale).toBe('nn');
  expect((await told(page)).filter((what) => what.startsWith('language'))).toEqual(['language en', 'language nn']);
  expect((await told(page)).filter((what) => what.startsWith('ready'))).toHaveLength(1);
});

test('a questionnaire that does not come is said, and can be tried again', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.route('**/q/kurs-i-bygda.json', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await open(page);
  const alert = first(page).scope.getByRole('alert').filter({ hasText: 'Spørreskjemaet kan ikke vises' });
  await expect(alert).toContainText('questionnaire.status');
  await expect(page.getByText('Skjemaet hentes …')).toBeVisible();
  await alert.getByRole('button', { name: first(page).words('send.again') }).click();
  await expect(first(page).heading('Om virksomheten')).toBeVisible();
  await expect(page.getByText('Skjemaet hentes …')).toBeHidden();

  // Another address starts anew; what is no questionnaire is refused with its place.
  await page.route('**/broken', (route) => route.fulfill({ body: '{\n  "format": 1\n}' }));
  await page.getByRole('textbox', { name: 'Skjema', exact: true }).fill('/broken');
  await expect(first(page).scope.getByRole('alert').first()).toContainText(/Feilkode: json\.\w+\. Linje 2, kolonne \d+/);
  await expect(first(page).heading('Om virksomheten')).toHaveCount(0);
  const errors = (await told(page)).filter((what) => what.startsWith('error'));
  expect(errors[0]).toBe('error questionnaire.status');
  expect(errors.at(-1)).toMatch(/^error json\./);
});

test("the site's wasm has none of the element's exports", async () => {
  const exported = async (file: string) =>
    WebAssembly.Module.exports(await WebAssembly.compile(readFileSync(file))).map(({ name }) => name);
  const ours = (names: string[]) => names.filter((name) => /^(mount|unmount|set|handle)|handle_free/.test(name));
  // What is looked for is there to be found, before the widget's names are made short.
  expect(ours(await exported(join(site, '../dist/wasm/behov_bg.wasm'))).length).toBeGreaterThanOrEqual(3);
  const names = await exported(join(site, 'leptos-site_bg.wasm'));
  expect(ours(names)).toEqual([]);
  // Nothing else either: the program, its memory, and what wasm-bindgen and Leptos give to any site.
  expect(names.filter((name) => !/^(memory$|main$|_)|^wasm_bindgen_/.test(name))).toEqual([]);
});
