// Dates of life, a questionnaire that is only a test, and the next answer.

import type { Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { consent } from './pages/controls/consent.ts';
import { choice } from './pages/controls/choice.ts';
import { rows } from './pages/controls/rows.ts';
import { select } from './pages/controls/select.ts';
import { number, text } from './pages/controls/text.ts';
import type { Filled, Form } from './pages/form.ts';
import { expectAccessible, SIGHTS } from './support/axe.ts';
import { form, host } from './support/host.ts';
import { expectTargets, expectWithin } from './support/measure.ts';
import { picture } from './support/pictures.ts';

const tag = (id: string, more = '') =>
  `<behov-questionnaire src="/q/${id}.json" endpoint="/api/v1/submissions" ${more}><p>Skriv till oss.</p></behov-questionnaire>`;

/** Opens a page with this questionnaire. */
async function open(page: Page, id: string, more = ''): Promise<Form> {
  await host(page, tag(id, more));
  return form(page);
}

/** What holds of every new state, and its pictures. */
async function look(page: Page, state: string, questionnaire: Form): Promise<void> {
  // The page of these tests has no colours of its own: it follows the system.
  await page.evaluate(() => Object.assign(document.documentElement.style, { colorScheme: 'light dark', background: 'Canvas' }));
  // Not every state has something to hide.
  await expectAccessible(page, state, SIGHTS, ['color-contrast']);
  for (const { width, colorScheme } of SIGHTS) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(page, 'looks/life', `${state} ${width} ${colorScheme}.png`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  await expectWithin(page, state);
  await expectTargets(questionnaire, state);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('before it opens it says when, and asks nothing', async ({ page, heard }) => {
  const questionnaire = await open(page, 'e2e-fore');
  await expect(questionnaire.heading('Enkäten har inte öppnat än')).toBeVisible();
  await expect(questionnaire.scope.getByText('Enkäten öppnar 15 januari 2999 kl. 08:00.')).toBeVisible();
  await expect(questionnaire.scope.getByRole('link', { name: 'info@example.org' })).toBeVisible();
  await expect(questionnaire.scope.getByRole('textbox')).toHaveCount(0);
  await expect(questionnaire.button('nav.review')).toHaveCount(0);
  expect((await heard()).map((event) => event.type)).toEqual(['behov-ready']);
  await look(page, 'before', questionnaire);
});

test('after it has closed the coordinator has the word', async ({ page }) => {
  const questionnaire = await open(page, 'e2e-stangd');
  await expect(questionnaire.heading('Enkäten är stängd')).toBeVisible();
  await expect(questionnaire.scope.getByText('Tack till alla 48 som svarade.')).toBeVisible();
  await expect(questionnaire.scope.getByRole('listitem')).toHaveText(['12 kockar', '7 svetsare']);
  await expect(questionnaire.scope.getByRole('textbox')).toHaveCount(0);
  await look(page, 'after', questionnaire);
});

test('who sends more than a day late is told so, and can save a copy', async ({ page, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  // This device has stood still since the questionnaire was open; the collector has not.
  await page.clock.setFixedTime(new Date('2020-02-01T12:00:00Z'));
  const questionnaire = await open(page, 'e2e-stangd');
  await questionnaire.fillAll([{ title: 'Om er', answers: [text('Företagets namn', 'Sena AB')] }]);
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText('Enkäten har stängt');
  await expect(questionnaire.failure).toContainText('info@example.org');
  await expect(questionnaire.button('send.again')).toHaveCount(0);
  expect(await stored()).toEqual([]);
  const file = page.waitForEvent('download');
  await questionnaire.button('draft.save_as').first().click();
  expect((await file).suggestedFilename()).toBe('behov-e2e-stangd.json');
  await look(page, 'too late', questionnaire);
});

test('a test says so everywhere, is stored, and is not exported', async ({ page, stored, collector }) => {
  const before = (await collector.tests()).length;
  const questionnaire = await open(page, 'e2e-test');
  const banner = questionnaire.scope.getByText(questionnaire.words('test.banner'));
  await expect(questionnaire.heading('Om er')).toBeVisible();
  await expect(banner).toBeVisible();
  await look(page, 'test page', questionnaire);
  await questionnaire.fillAll([{ title: 'Om er', answers: [text('Företagets namn', 'Provbolaget AB')] }]);
  await expect(banner).toBeVisible();
  await questionnaire.send();
  await questionnaire.onReceipt();
  await expect(banner).toBeVisible();
  await look(page, 'test receipt', questionnaire);
  expect(await stored(), 'for real').toEqual([]);
  const tests = (await collector.tests()).slice(before);
  expect(tests.map((line) => [line.status, line.submission.meta.mode, line.submission.org.name])).toEqual([
    ['stored', 'test', 'Provbolaget AB'],
  ]);
});

/** Everything that `e2e-arbetsplatser` asks. */
const pages = (workplace: string, employees: string, occupation: string): Filled[] => [
  {
    title: 'Om er',
    answers: [
      text('Företagets namn', 'Exempelsågen AB'),
      text('Organisationsnummer', '556036-0793'),
      choice('Sektor', 'Privat'),
      select('Kommun', workplace),
      number('Antal anställda', employees),
    ],
  },
  {
    title: 'Ert behov',
    answers: [
      rows('Yrken ni behöver', 'Lägg till ett yrke', 'Yrke', [text('Vilket yrke?', occupation)]),
      text('Annat', `Om ${workplace}`),
    ],
  },
  {
    title: 'Kontakt',
    answers: [consent('Ni får höra av er'), text('Ditt namn', 'Kim Exempel'), text('E-post', 'kim@example.org')],
  },
];

test('another workplace keeps the firm and the contact, and is an answer of its own', async ({ page, stored, heard }) => {
  const questionnaire = await open(page, 'e2e-arbetsplatser');
  await questionnaire.fillAll(pages('Malå', '12', 'Kock'));
  await questionnaire.send();
  await questionnaire.onReceipt();
  await look(page, 'receipt', questionnaire);
  await questionnaire.press('another.workplace');
  await questionnaire.onPage('Om er', 1, 4);

  const box = (name: string) => questionnaire.scope.getByRole('textbox', { name, exact: true });
  await expect(box('Företagets namn')).toHaveValue('Exempelsågen AB');
  await expect(box('Organisationsnummer')).toHaveValue('556036-0793');
  await expect(questionnaire.scope.getByRole('radio', { name: 'Privat' })).toBeChecked();
  await expect(questionnaire.scope.getByRole('combobox', { name: 'Kommun' })).toHaveValue('');
  await expect(box('Antal anställda')).toHaveValue('');
  // Nothing is lost if one leaves now; after the first edit there is.
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  await questionnaire.fill({ title: '', answers: [select('Kommun', 'Bjurholm'), number('Antal anställda', '3')] });
  expect(await asks()).toBe(true);
  await questionnaire.next();
  await questionnaire.onPage('Ert behov', 2, 4);
  await expect(box('Annat')).toHaveValue('');
  await expect(box('Vilket yrke?')).toHaveCount(0);
  await questionnaire.next();
  const permission = questionnaire.scope.getByRole('checkbox', { name: 'Ni får höra av er' });
  await expect(permission).not.toBeChecked();
  await permission.check();
  await expect(box('E-post')).toHaveValue('kim@example.org');
  await questionnaire.next(true);
  await questionnaire.send();
  await questionnaire.onReceipt();

  const lines = await stored();
  expect(lines.map((line) => line.status)).toEqual(['stored', 'stored']);
  const [first, second] = lines.map((line) => line.submission);
  const { municipality: malå, employees_exact: twelve, ...firm } = first.org;
  const { municipality: bjurholm, employees_exact: three, ...same } = second.org;
  expect(same).toEqual(firm);
  expect(firm).toEqual({ country: 'SE', name: 'Exempelsågen AB', number: '5560360793', sector: 'private' });
  expect([malå.code, bjurholm.code, twelve, three]).toEqual(['2418', '2403', 12, 3]);
  expect(second.con).toEqual(first.con);
  expect([first.need.length, second.need]).toEqual([1, []]);
  expect([first.x.e2e.comment, second.x]).toEqual(['Om Malå', undefined]);
  expect(second.meta.id).not.toBe(first.meta.id);
  expect(second.meta.replaces).toBeUndefined();
  expect(second.meta.started_at > first.meta.submitted_at).toBe(true);
  expect((await heard('behov-step')).map((event) => event.detail.step)).toEqual([
    ...['need', 'contact', 'review', 'receipt'],
    ...['workplace', 'need', 'contact', 'review', 'receipt'],
  ]);
  expect((await heard('behov-submitted')).length).toBe(2);
});

test('by phone the next answer begins empty, and nothing of the former is left', async ({ page, stored }) => {
  const questionnaire = await open(page, 'e2e-arbetsplatser', 'channel="phone_assisted"');
  const left = () =>
    page.evaluate(() => {
      const root = document.querySelector('behov-questionnaire')!.shadowRoot!;
      const fields = [...root.querySelectorAll<HTMLInputElement>('input, select, textarea')];
      const held = fields.map((field) => (field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value));
      const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]);
      return { text: root.textContent! + kept, answers: held.filter(Boolean), databases: indexedDB.databases() };
    });
  page.on('dialog', (dialog) => dialog.accept());
  for (const [number, workplace] of ['Malå', 'Bjurholm'].entries()) {
    await questionnaire.fillAll(pages(workplace, '12', 'Kock'));
    await questionnaire.send();
    await questionnaire.onReceipt();
    expect(await stored()).toHaveLength(number + 1);
    await expect(questionnaire.button('another.workplace')).toHaveCount(0);
    // The first thing that Tab comes to from the heading, and not what Enter hits.
    await page.keyboard.press('Tab');
    await expect(questionnaire.button('another.next')).toBeFocused();
    if (number === 0) await look(page, 'phone', questionnaire);
    await questionnaire.press('another.next');
    await questionnaire.onPage('Om er', 1, 4);
    const { text: kept, answers } = await left();
    expect(answers).toEqual([]);
    expect(kept).not.toMatch(/Exempelsågen|556036|Kim|Kock/);
    // Nor on the pages that follow.
    await questionnaire.fill({ title: '', answers: [text('Företagets namn', 'Nästa AB')] });
    await questionnaire.next();
    await questionnaire.next();
    expect((await left()).answers).toEqual([]);
    await questionnaire.scope.getByRole('checkbox').check();
    await expect(questionnaire.scope.getByRole('textbox', { name: 'E-post' })).toHaveValue('');
    await page.reload();
  }
  const lines = await stored();
  expect(lines.map((line) => line.submission.meta.channel)).toEqual(['phone_assisted', 'phone_assisted']);
  expect(lines.map((line) => line.submission.meta.replaces)).toEqual([undefined, undefined]);
});
