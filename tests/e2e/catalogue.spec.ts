// Languages that whoever looks after the page brings, and what is read where
// their words are missing. The words are Norwegian ones, marked.

import { type Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { form, host } from './support/host.ts';
import { json } from './support/places.ts';

const TAG = '<behov-questionnaire src="/q/e2e-samiska.json" words="/words"></behov-questionnaire>';
const SMA = 'Åarjelsaemien gïele';
const NB = 'Norsk bokmål';

/** Of the core this one is not translated. */
const LEFT = 'section.barriers';

const marked = (text: string) => `${text} (sma)`;

/** As `behov catalogue make` prints it. */
function catalogue(): Record<string, unknown> {
  const texts = Object.entries(json('locales/nb.json')).map(([key, { text }]: [string, any]) => {
    return [key, key === 'date.order' ? text : marked(text)];
  });
  const core = Object.entries(json('locales/core-1/nb.json')).map(([key, text]) => {
    return key === LEFT ? { nb: text } : marked(text as string);
  });
  return { ...Object.fromEntries(texts), core };
}

const serve = (page: Page, body: string, status = 200) =>
  page.route('**/words/sma.json', (route) => route.fulfill({ status, body, contentType: 'application/json' }));

const root = (page: Page) => page.locator('behov-questionnaire [part=root]');
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const name = (page: Page) => page.getByRole('textbox', { name: 'Navnet på bedriften' });
const codes = (heard: { detail: any }[]) => heard.map(({ detail }) => detail.code);

/** The text of everything that is read in this language, by its nearest `lang`. */
const readIn = (page: Page, language: string) =>
  root(page).evaluate((root, language) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      if (text && node.parentElement!.closest<HTMLElement>('[lang]')!.lang === language) texts.push(text);
    }
    return texts;
  }, language);

/** Nothing on the page is called by its key. */
async function expectNoKeys(page: Page): Promise<void> {
  const keys = [...Object.keys(json('locales/nb.json')), ...Object.keys(json('locales/core-1/nb.json'))];
  const text = await root(page).evaluate((root) => root.textContent!);
  expect(keys.filter((key) => key.includes('.') && text.includes(key))).toEqual([]);
}

/** The form without a catalogue: its own texts, and the words of the country. */
async function expectFallback(page: Page): Promise<void> {
  await expect(root(page)).toHaveAttribute('lang', 'nb');
  await expect(form(page, 'nb').heading('Om dere (sma)')).toHaveAttribute('lang', 'sma');
  await expect(form(page, 'nb').button('nav.next')).toBeVisible();
  expect(await readIn(page, 'sma')).toEqual(
    expect.arrayContaining(['Et skjema (sma)', 'Om dere (sma)', 'Navnet på bedriften (sma)', 'uker (sma)', SMA]),
  );
  const norwegian = await readIn(page, 'nb');
  expect(norwegian).toEqual(expect.arrayContaining([form(page, 'nb').words('nav.next'), NB]));
  expect(norwegian.filter((text) => text.includes('(sma)'))).toEqual([]);
  await expectNoKeys(page);
}

test('a language with a catalogue is read as one that comes along', async ({ page, heard, stored }) => {
  await serve(page, JSON.stringify(catalogue()));
  await host(page, TAG, { lang: 'sma' });
  await expect(root(page)).toHaveAttribute('lang', 'sma');
  await expect(button(page, marked('Neste'))).toBeVisible();
  expect(await readIn(page, 'nb')).toEqual([NB]);
  await name(page).fill('Eksempelsaga');
  await page.getByRole('textbox', { name: 'Hvor lenge?' }).fill('3');
  await expectNoKeys(page);

  // Every answer stays in the other language, and back.
  await button(page, NB).click();
  await expect(root(page)).toHaveAttribute('lang', 'nb');
  await expect(name(page)).toHaveValue('Eksempelsaga');
  expect(await readIn(page, 'sma')).toEqual([SMA]);
  await button(page, SMA).click();
  await expect(root(page)).toHaveAttribute('lang', 'sma');
  await expect(name(page)).toHaveValue('Eksempelsaga');

  // What is not translated of the core says its language.
  await button(page, marked('Neste')).click();
  const untranslated = json('locales/core-1/nb.json')[LEFT];
  await expect(page.getByRole('heading', { name: untranslated, exact: true })).toHaveAttribute('lang', 'nb');
  expect((await readIn(page, 'nb')).filter((text) => text !== untranslated)).toEqual([NB]);
  await expectNoKeys(page);

  await button(page, marked('Se over svarene')).click();
  await expectNoKeys(page);
  await button(page, marked('Send inn svarene')).click();
  await expect(page.locator('behov-questionnaire .receipt')).toBeVisible();
  const [{ submission }] = await stored();
  expect(submission.meta.locale).toBe('sma');
  expect(await heard('behov-error')).toEqual([]);
});

test('without a catalogue the words are those of the country', async ({ page, heard }) => {
  await host(page, TAG.replace(' words="/words"', ''), { lang: 'sma' });
  await expectFallback(page);
  expect(await heard('behov-error')).toEqual([]);

  // The errors too: our words, and in its own language what the questionnaire says.
  await page.getByRole('textbox', { name: 'Hvor lenge?' }).fill('1');
  await form(page, 'nb').press('nav.next');
  await expect(form(page, 'nb').summary(2)).toBeFocused();
  const sami = await readIn(page, 'sma');
  expect(sami.filter((text) => text === 'Skriv mer enn to. (sma)')).toHaveLength(2);
  expect((await readIn(page, 'nb')).join(' ')).not.toContain('(sma)');

  await button(page, NB).click();
  await expect(form(page, 'nb').heading('Om dere')).toBeVisible();
  await expect(form(page, 'nb').summary(2)).toBeVisible();
  await button(page, SMA).click();
  await expect(form(page, 'nb').heading('Om dere (sma)')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Hvor lenge?' })).toHaveValue('1');
});

for (const [what, body, status, code] of [
  ['that is not there', '', 404, 'load.status'],
  ['that is no JSON', '<!doctype html>', 200, 'json.syntax'],
  ['that lacks a word', JSON.stringify({ ...catalogue(), 'nav.next': undefined }), 200, 'words.missing'],
  ['that lacks the core', JSON.stringify({ ...catalogue(), core: undefined }), 200, 'words.missing'],
] as const) {
  test(`in place of a catalogue ${what} come the words of the country`, async ({ page, heard, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await serve(page, body, status);
    await host(page, TAG, { lang: 'sma' });
    await expectFallback(page);
    expect(codes(await heard('behov-error'))).toEqual([code]);
  });
}

test('a catalogue that fails at the choice of its language is asked for again', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await host(page, TAG, { lang: 'nb' });
  await name(page).fill('Eksempelsaga');
  await serve(page, '', 404);
  await button(page, SMA).click();
  await expectFallback(page);
  await expect(name(page)).toHaveValue('Eksempelsaga');
  expect(codes(await heard('behov-error'))).toEqual(['load.status']);

  await serve(page, JSON.stringify(catalogue()));
  await button(page, SMA).click();
  await expect(root(page)).toHaveAttribute('lang', 'sma');
  await expect(button(page, marked('Neste'))).toBeVisible();
  await expect(name(page)).toHaveValue('Eksempelsaga');
});

test('of words that come along and do not come, those of the country are read', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.route('**/nb-*.json', (route) => route.fulfill({ status: 404 }));
  await host(page, '<behov-questionnaire src="/q/e2e-kort.json"></behov-questionnaire>', { lang: 'nb' });
  await expect(form(page).heading('Om dere')).toHaveAttribute('lang', 'nb');
  await expect(root(page)).toHaveAttribute('lang', 'sv');
  await expect(form(page).button('nav.next')).toBeVisible();
  expect(codes(await heard('behov-error'))).toEqual(['load.status']);
});

test('a page without a language gets the first of the questionnaire', async ({ page }) => {
  await host(page, TAG.replace(' words="/words"', ''), { lang: '' });
  await expectFallback(page);
});
