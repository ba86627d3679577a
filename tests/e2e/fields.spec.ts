// The fields for numbers, days, telephone numbers and addresses, from what is
// typed to what is stored, in two languages that write a date differently.

import { expect, test } from './fixtures/test.ts';
import { date } from './pages/controls/date.ts';
import { number, text } from './pages/controls/text.ts';
import type { Filled } from './pages/form.ts';
import { Keyboard } from './pages/hands.ts';
import { reviewOf } from './pages/review.ts';
import { SIGHTS, expectAccessible } from './support/axe.ts';
import { form, host } from './support/host.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';

const TAG = '<behov-questionnaire src="/q/e2e-falt.json"></behov-questionnaire>';

const swedish: Filled[] = [
  {
    title: 'Om praktiken',
    answers: [
      date('Första dagen', 'sv', { year: '2026', month: '8', day: '3' }, '3 augusti 2026'),
      date('Sista månaden', 'sv', { year: '2026', month: '12' }, 'december 2026'),
      number('Timmar om dagen', '7,50', 'timmar'),
      number('Handledare sedan', '1998'),
      text('Telefon', '070-174 06 05'),
      text('Webbplats', 'www.Example.org/om-oss'),
    ],
  },
];

const norwegian: Filled[] = [
  {
    title: 'Om praksisen',
    answers: [
      date('Første dag', 'nb', { year: '2026', month: '8', day: '3' }, '3. august 2026'),
      date('Siste måned', 'nb', { year: '2026', month: '12' }, 'desember 2026'),
      number('Timer om dagen', '7.5', 'timer'),
      number('Veileder siden', '1998'),
      text('Telefon', '+46 (0)70 174 06 05'),
      text('Nettsted', 'https://www.example.org/om-oss'),
    ],
  },
];

/** The same, whatever the language and the way it is typed. */
const STORED = {
  con: { phone: '+46701740605' },
  x: {
    e2e: { start: '2026-08-03', end: '2026-12', hours: 7.5, since: 1998, page: 'https://www.example.org/om-oss' },
  },
};

for (const [language, pages] of [['sv', swedish], ['nb', norwegian]] as const) {
  test(`keys alone lead from a date to what is stored, in ${language}`, async ({ page, stored }) => {
    await host(page, TAG, { lang: language });
    const questionnaire = form(page, language, new Keyboard(page));
    await questionnaire.fillAll(pages);
    await expect(questionnaire.scope).toMatchAriaSnapshot(reviewOf(questionnaire, pages, { change: true }));
    await questionnaire.send();
    await questionnaire.onReceipt();
    const [{ submission }] = await stored();
    expect(submission).toMatchObject(STORED);
  });
}

test('what is wrong is said at the field, and its entry leads to the first part', async ({ page }) => {
  await host(page, TAG);
  const questionnaire = form(page);
  const start = date('Första dagen', 'sv', { year: '2026', month: '2', day: '30' });
  const end = date('Sista månaden', 'sv', { year: '2025', month: '12' });
  await start.answer(questionnaire.scope, questionnaire.hands);
  await end.answer(questionnaire.scope, questionnaire.hands);
  await number('Timmar om dagen', '1.500').answer(questionnaire.scope, questionnaire.hands);
  await text('Telefon', '174 06 05').answer(questionnaire.scope, questionnaire.hands);
  await text('Webbplats', 'exempel').answer(questionnaire.scope, questionnaire.hands);
  await questionnaire.next(true);
  await expect(questionnaire.summary(4)).toBeFocused();
  await expect(start.at(questionnaire.scope)).toHaveAccessibleDescription(/^Fel: Datumet finns inte\. .* Tidigast i januari 2026\.$/);
  for (const [part, wrong] of [['year', null], ['month', 'true'], ['day', 'true']] as const) {
    const field = start.field(questionnaire.scope, part);
    if (wrong) await expect(field).toHaveAttribute('aria-invalid', wrong);
    else await expect(field).not.toHaveAttribute('aria-invalid');
  }
  await questionnaire.summary(4).getByRole('button', { name: /^Första dagen/ }).click();
  await expect(start.field(questionnaire.scope, 'year')).toBeFocused();

  // With a day, there is a first month to compare with.
  await start.field(questionnaire.scope, 'day').fill('28');
  await questionnaire.next(true);
  await expect(end.at(questionnaire.scope)).toHaveAccessibleDescription(
    'Fel: Skriv en månad som inte är före den första dagen.',
  );
  await expectAccessible(page, 'with errors', SIGHTS);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectWithin(page, 'with errors');
  await expectTargets(questionnaire, 'with errors');
  await expectTextSpacing(page, 'with errors');
});
