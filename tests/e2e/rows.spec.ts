// Rows: adding, closing, removing and bringing back, by keyboard and by thumb,
// and how they look. 120 of them are no slower than two.

import { expect, type Page } from '@playwright/test';

import { rows as rowsOf } from './pages/controls/rows.ts';
import { number, text } from './pages/controls/text.ts';
import type { Form } from './pages/form.ts';
import { Keyboard, Touch } from './pages/hands.ts';
import { test } from './fixtures/test.ts';
import { expectAccessible } from './support/axe.ts';
import { form as formOn, host, TAG } from './support/host.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';
import { LIGHTS, PICTURES, picture } from './support/pictures.ts';

const NAMES = ['Svetsare', 'Snickare', 'Undersköterska', 'Underhållselektriker', 'Kock', 'Lärare i förskoleklass',
  'Maskinförare', 'Personlig assistent', 'Systemutvecklare', 'Fastighetsskötare'];
const rows = rowsOf('Vilka yrken behöver ni?', 'Lägg till ett yrke', 'Yrke',
  ...NAMES.map((name, index) => [text('Vilket yrke?', name), number('Hur många behöver ni nu?', String(index + 1))]));
const few = (many: number) => rowsOf(rows.label, rows.add, rows.rowLabel, ...rows.rows.slice(0, many));

const TAG_OF_ROWS = TAG.replace('e2e-kort', 'e2e-rader');

async function open(page: Page, hands?: Form['hands']): Promise<Form> {
  await host(page, TAG_OF_ROWS);
  const form = formOn(page, 'sv', hands);
  await expect(form.heading('Yrken ni behöver')).toBeVisible();
  return form;
}

/** The headings of the rows, as they are read. */
async function headings(form: Form): Promise<string[]> {
  const all = await rows.at(form.scope).getByRole('heading').allInnerTexts();
  return all.map((one) => one.replace(/\s+/g, ' ').trim());
}

const inRow = (form: Form, number: number, name: string) =>
  rows.row(form.scope, number).getByRole('button', { name: `${form.words(name)} Yrke ${number}`, exact: true });
const undo = (form: Form, number: number) =>
  form.scope.getByRole('button', { name: `${form.words('rows.undo')} Yrke ${number}`, exact: true });

test('the keyboard alone adds, closes, removes and brings back', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const form = await open(page, keyboard);
  // The first row is there and open; it must be there.
  await expect(rows.heading(form.scope, 1)).toHaveAttribute('aria-expanded', 'true');
  await expect(inRow(form, 1, 'rows.remove')).toHaveCount(0);
  await few(3).answer(form.scope, keyboard);
  expect(await headings(form)).toEqual(['Yrke 1: Svetsare, 1 personer', 'Yrke 2: Snickare, 2 personer', 'Yrke 3']);

  // Back to the second one: Enter opens it, Space closes it.
  const second = rows.heading(form.scope, 2);
  for (let presses = 0; presses < 20 && !(await second.evaluate((at) => at.matches(':focus'))); presses += 1) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await expect(rows.row(form.scope, 2)).toBeVisible();
  await expect(second).toBeFocused();
  await page.keyboard.press('Space');
  await expect(rows.row(form.scope, 2)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(rows.row(form.scope, 2).getByRole('textbox', { name: 'Vilket yrke?' })).toBeFocused();

  await keyboard.press(inRow(form, 2, 'rows.remove'));
  await expect(undo(form, 2)).toBeFocused();
  await expect(form.scope.getByRole('status')).toHaveText('Yrke 2 har tagits bort.');
  expect(await headings(form)).toEqual(['Yrke 1: Svetsare, 1 personer', 'Yrke 2']);
  await page.keyboard.press('Enter');
  await expect(second).toBeFocused();
  await expect(form.scope.getByRole('status')).toHaveText('Yrke 2 är tillbaka.');
  await expect(rows.row(form.scope, 2).getByRole('textbox', { name: 'Vilket yrke?' })).toHaveValue('Snickare');
});

test('what is removed and brought back is sent, and what is not is gone', async ({ page, stored }) => {
  const form = await open(page);
  await few(3).answer(form.scope, form.hands);
  await inRow(form, 3, 'rows.remove').click();
  await undo(form, 3).click();
  await rows.heading(form.scope, 1).click();
  await inRow(form, 1, 'rows.remove').click();
  await form.next();
  await form.next(true);
  await form.onReview();
  await form.send();
  await form.onReceipt();
  const [{ submission }] = await stored();
  expect(submission.need).toEqual([
    { occupation: { text: 'Snickare' }, count: { now: 2 } },
    { occupation: { text: 'Undersköterska' }, count: { now: 3 } },
  ]);
});

test('an error in a closed row is shown, and leads into it', async ({ page }) => {
  const form = await open(page);
  await few(2).answer(form.scope, form.hands);
  await rows.row(form.scope, 2).getByRole('textbox', { name: 'Vilket yrke?' }).fill('');
  await form.next();
  await expect(form.summary(1)).toBeFocused();
  await expect(rows.row(form.scope, 2)).toBeVisible();
  await rows.heading(form.scope, 2).click();
  expect((await headings(form))[1]).toBe('Yrke 2: 2 personer 1 fel');
  await form.summary(1).getByRole('button').click();
  await expect(rows.row(form.scope, 2).getByRole('textbox', { name: 'Vilket yrke?' })).toBeFocused();
});

test.describe('with a thumb', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('adds, opens, removes and brings back', async ({ page }) => {
    const touch = new Touch(page);
    const form = await open(page, touch);
    await rows.answer(form.scope, touch);
    expect(await headings(form)).toEqual(
      NAMES.map((name, index) => (index < 9 ? `Yrke ${index + 1}: ${name}, ${index + 1} personer` : 'Yrke 10')),
    );
    await touch.press(rows.heading(form.scope, 10));
    // Ten rows are seen at once, or nearly: each is a line or two.
    const box = (await rows.at(form.scope).boundingBox())!;
    expect(box.height).toBeLessThan(1000);
    await expectTargets(form, 'ten rows');

    await touch.press(rows.heading(form.scope, 4));
    // A row's heading is seen when it has been opened.
    await expect(rows.heading(form.scope, 4)).toBeInViewport();
    await touch.press(inRow(form, 4, 'rows.remove'));
    await expect(undo(form, 4)).toBeInViewport();
    await expectTargets(form, 'a row was removed');
    await touch.press(undo(form, 4));
    await expect(rows.heading(form.scope, 4)).toBeInViewport();
    await touch.press(rows.heading(form.scope, 4));
    expect((await headings(form))[3]).toBe('Yrke 4: Underhållselektriker, 4 personer');
  });

  test('sees the heading of the row that was added', async ({ page }) => {
    const touch = new Touch(page);
    const form = await open(page, touch);
    await few(3).answer(form.scope, touch);
    await expect(rows.heading(form.scope, 3)).toBeInViewport();
  });
});

/** Every state in which rows can be seen. */
async function states(form: Form, look: (name: string) => Promise<void>): Promise<void> {
  await look('1 row');
  await few(3).answer(form.scope, form.hands);
  await look('3 rows');
  await rows.heading(form.scope, 3).click();
  await look('3 rows closed');
  await rows.heading(form.scope, 2).click();
  await inRow(form, 2, 'rows.remove').click();
  await expect(undo(form, 2)).toBeFocused();
  await look('removed');
  await undo(form, 2).click();
  const second = rows.row(form.scope, 2);
  await second.getByRole('textbox', { name: 'Vilket yrke?' }).fill('');
  await second.getByRole('textbox', { name: 'Hur många' }).fill('många');
  await form.next();
  await expect(form.anySummary()).toBeFocused();
  await look('errors');
  await rows.heading(form.scope, 2).click();
  await look('errors closed');
  await rows.heading(form.scope, 2).click();
  await few(2).answer(form.scope, form.hands);
}

test('axe finds nothing, nothing is too wide or too small, text has room', async ({ page }) => {
  const form = await open(page);
  await states(form, async (name) => {
    await expectAccessible(page, name);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectWithin(page, name);
    await expectTargets(form, name);
    await expectTextSpacing(page, name);
  });
});

for (const width of PICTURES ? [360, 1280] : []) {
  test(`pictures of rows at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const form = await open(page);
    // Through its object model: the page's policy lets no style in.
    await page.evaluate(() => {
      document.documentElement.style.colorScheme = 'light dark';
      document.body.style.font = '1rem/1.5 system-ui, sans-serif';
    });
    const shoot = async (name: string) => {
      for (const [light, media] of Object.entries(LIGHTS)) {
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        await picture(page, 'looks/e2e-rader', `${width}-${light}`, `${name.replace(/ /g, '-')}.png`);
      }
      await page.emulateMedia(LIGHTS.light);
    };
    await states(form, shoot);
    await rows.answer(form.scope, form.hands);
    await shoot('10 rows');
    await rows.heading(form.scope, 10).click();
    await shoot('10 rows closed');
  });
}

/** What adding each row takes: from the click until its layout is done, in milliseconds. */
function timesOfAdding(page: Page, element: number, many: number): Promise<number[]> {
  return page.evaluate(
    async ([element, many]) => {
      const widget = document.querySelectorAll('behov-questionnaire')[element];
      const root = widget.shadowRoot!;
      const frame = () => new Promise(requestAnimationFrame);
      const drawn = () =>
        new Promise((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = done;
          port2.postMessage(null);
        });
      const times: number[] = [];
      for (let row = 2; row <= many; row += 1) {
        const field = [...root.querySelectorAll<HTMLInputElement>('[data-type=rows] [data-type=text] input')].at(-1)!;
        field.value = `Yrke nummer ${row}`;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        // What the click before has left to a timer or to a frame is over.
        await frame();
        await frame();
        const add = root.querySelector<HTMLElement>('[data-type=rows] > [part~=button]')!;
        const begun = performance.now();
        add.click();
        await drawn();
        widget.getBoundingClientRect();
        times.push(performance.now() - begun);
      }
      return times;
    },
    [element, many],
  );
}

test('the 120th row costs what the 2nd costs', async ({ page }) => {
  await host(page, TAG_OF_ROWS.repeat(4));
  await expect(page.getByRole('heading', { name: 'Yrken ni behöver' })).toHaveCount(4);
  // The first of them warms up the browser's compilers.
  await timesOfAdding(page, 0, 60);
  const median = (some: number[]) => some.sort((one, other) => one - other)[Math.floor(some.length / 2)];
  const ratios: number[] = [];
  for (const element of [1, 2, 3]) {
    const times = await timesOfAdding(page, element, 120);
    const [first, last] = [median(times.slice(0, 11)), median(times.slice(-11))];
    console.log(`a row costs ${first.toFixed(1)} ms at first, ${last.toFixed(1)} ms at the end`);
    ratios.push(last / first);
  }
  // Whatever else the machine does may fall on the end of one run, not of all.
  expect(Math.min(...ratios)).toBeLessThanOrEqual(2);
});
