// The choice of a language: a half-filled questionnaire is switched back and
// forth at every step, and nothing but the words is another afterwards.

import { type Locator, type Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import type { Form } from './pages/form.ts';
import { Keyboard } from './pages/hands.ts';
import { expectAccessible, SIGHTS } from './support/axe.ts';
import { form, host } from './support/host.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';
import type { Language } from './support/words.ts';

const TAG = '<behov-questionnaire src="/q/e2e-sprak.json" endpoint="/api/v1/submissions"></behov-questionnaire>';

const NAMES: Record<Language, string> = { sv: 'Svenska', en: 'English', nn: 'Norsk nynorsk', nb: 'Norsk bokmål' };

const ROUND: Language[] = ['en', 'nn', 'nb', 'sv'];

const button = (page: Page, language: Language): Locator =>
  page.getByRole('main').getByRole('button', { name: NAMES[language], exact: true });

/** Chooses a language; the focus must stay on its button. */
async function choose(page: Page, language: Language): Promise<Form> {
  const chosen = form(page, language);
  await button(page, language).click();
  await expect(chosen.scope.getByRole('group', { name: chosen.words('language.choose') })).toBeVisible();
  await expect(button(page, language)).toBeFocused();
  await expect(button(page, language)).toHaveAttribute('aria-current', 'true');
  return chosen;
}

/** All that is no words: what stands in every field, what is wrong, open or ticked, and where one is. */
const state = (page: Page) =>
  page.locator('behov-questionnaire').evaluate((element) => {
    const root = element.shadowRoot!;
    const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
    const { length } = all('.summary li');
    return {
      fields: all('input, textarea, select').map((field) => {
        const { id, value, checked, selectedIndex } = field as any;
        return [id, value, checked, selectedIndex, field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')];
      }),
      wrong: all('.q-bad').map((question) => question.querySelector('.q-error')!.id),
      summary: length,
      rows: all('.row').map((row) => [row.id, row.className, row.querySelectorAll('input').length]),
      open: all('details').map((details) => (details as HTMLDetailsElement).open),
      progress: all('progress').map((bar) => [bar.getAttribute('value'), bar.getAttribute('max')]),
      answers: all('.review-list > .review-item').length,
      code: all('.receipt-code').map((code) => code.textContent),
    };
  });

/** Goes through all languages and back to Swedish; everything must stay. */
async function round(page: Page, look?: (form: Form) => Promise<void>): Promise<void> {
  const before = await state(page);
  for (const language of ROUND) {
    const chosen = await choose(page, language);
    expect(await state(page), `read in ${language}`).toEqual(before);
    await look?.(chosen);
  }
}

const field = (page: Page, name: string) => form(page).scope.getByRole('textbox', { name, exact: true });

/** Fills the first page: what is wrong with it, and stays so. */
async function fillWrongly(page: Page): Promise<void> {
  await field(page, 'Organisationsnummer').fill(' 55 60-36');
  await field(page, 'Antal anställda').fill('2,5');
  await field(page, 'E-post').fill('info@');
}

async function fillRightly(page: Page): Promise<void> {
  await field(page, 'Företagets namn').fill('Exempelsågen AB');
  await field(page, 'Organisationsnummer').fill('556036-0793');
  await field(page, 'Antal anställda').fill('12');
  await field(page, 'E-post').fill('info@example.se');
}

async function fillSecond(page: Page): Promise<void> {
  const { scope } = form(page);
  await scope.getByRole('radio', { name: 'Ja', exact: true }).check();
  await scope.getByRole('combobox', { name: 'När behövs den?' }).selectOption({ label: 'Senare' });
  await scope.getByRole('checkbox', { name: 'Vid träffar' }).check();
  // Of several rows the one that was added last is open.
  for (const occupation of ['Svetsare', 'Sågverksoperatör']) {
    await form(page).press('rows.add');
    await scope.getByRole('textbox', { name: 'Vilket?' }).last().fill(occupation);
  }
  await scope.getByRole('textbox', { name: 'Hur många?' }).last().fill('två');
  await field(page, 'Något mer?').fill('  en rad\n\noch en till ');
}

test('every answer, error and open part stays at every step', async ({ page, stored, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
  // The foot of the page comes with the second part of the widget.
  await expect(form(page).scope.getByText(form(page).words('draft.open.title'))).toBeVisible();
  await round(page);

  await fillWrongly(page);
  await form(page).scope.getByText(form(page).words('notice.more'), { exact: true }).click();
  await round(page);
  await form(page).next();
  await expect(form(page).summary(4)).toBeFocused();
  await round(page, async (read) => {
    await expect(read.summary(4)).toBeVisible();
    await expect(read.scope.getByText(read.words('finding.required.text')).last()).toBeVisible();
  });
  await expect(field(page, 'Organisationsnummer')).toHaveValue(' 55 60-36');

  await fillRightly(page);
  await form(page).next();
  await fillSecond(page);
  await round(page);
  await form(page).next(true);
  await expect(form(page).summary(1)).toBeFocused();
  await round(page, (read) => expect(read.summary(1)).toBeVisible());
  await form(page).scope.getByRole('textbox', { name: 'Hur många?' }).last().fill('2');
  await form(page).next(true);
  await form(page).onReview();
  await round(page, async (read) => {
    await expect(read.heading(read.words('review.title'))).toBeVisible();
    await expect(read.scope.getByText('Sågverksoperatör')).toBeVisible();
  });

  const english = await choose(page, 'en');
  await page.route('**/api/v1/submissions', (route) => route.fulfill({ status: 403, body: '' }), { times: 1 });
  await english.send();
  await expect(english.failure).toBeVisible();
  const norwegian = await choose(page, 'nn');
  await expect(norwegian.failure).toBeVisible();
  await norwegian.press('send.again');
  await norwegian.onReceipt();
  await round(page);

  const [{ submission }] = await stored();
  expect(submission.meta.locale).toBe('nn');
  expect(submission.org).toMatchObject({ name: 'Exempelsågen AB', employees_exact: 12 });
  expect(submission.x.e2e.more).toContain('och en till');
  expect(submission.x.e2e.work.map((row: { name: string }) => row.name)).toEqual(['Svetsare', 'Sågverksoperatör']);
  const languages = (await heard('behov-language')).map(({ detail }) => detail.language);
  expect(languages.slice(0, 4)).toEqual(ROUND);
  expect(await heard('behov-ready')).toHaveLength(1);
});

test('the choice is made by keyboard and is announced', async ({ page }) => {
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
  const keyboard = new Keyboard(page);
  await keyboard.press(button(page, 'nb'));
  const norwegian = form(page, 'nb');
  await expect(norwegian.heading('Om dere')).toBeVisible();
  await expect(button(page, 'nb')).toBeFocused();
  await expect(norwegian.scope.getByRole('status')).toHaveText('Språk: Norsk bokmål');
  // The next field is where it was: after the buttons.
  await page.keyboard.press('Tab');
  await expect(norwegian.scope.getByRole('textbox', { name: 'Navnet på virksomheten' })).toBeFocused();
});

test('the words of a language are fetched when it is read, and their absence is said', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const words = () => asked.flatMap((path) => /^\/(\w\w)-[0-9a-f]+\.json$/.exec(path)?.[1] ?? []);
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
  expect(words()).toEqual(['sv']);
  await field(page, 'Företagets namn').fill('Exempelsågen AB');

  await page.route('**/nn-*.json', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await button(page, 'nn').click();
  const alert = form(page).scope.getByRole('alert');
  await expect(alert.filter({ hasText: form(page).words('language.failed', { language: NAMES.nn }) })).toBeVisible();
  expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['load.status']);
  await expect(form(page).heading('Om er')).toBeVisible();
  await expect(field(page, 'Företagets namn')).toHaveValue('Exempelsågen AB');
  await expectAccessible(page, 'a language that did not come', SIGHTS.slice(0, 2));

  const nynorsk = await choose(page, 'nn');
  await expect(nynorsk.scope.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  await expect(nynorsk.scope.getByRole('textbox', { name: 'Namnet på verksemda' })).toHaveValue('Exempelsågen AB');
  expect(words()).toEqual(['sv', 'nn', 'nn']);
});

for (const language of ROUND) {
  test(`axe finds nothing in ${language}, and all of it fits`, async ({ page }) => {
    await host(page, TAG, { lang: language });
    const read = form(page, language);
    await read.press('nav.next');
    await expect(read.anySummary()).toBeFocused();
    await expectAccessible(page, language);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectWithin(page, language);
    await expectTargets(read, language);
    await expectTextSpacing(page, language);
  });
}
