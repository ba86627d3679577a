// The second part of the wasm comes after the first page: late, or not at all,
// and nothing that was written is lost.

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { drafts, kept } from './support/device.ts';
import { hold } from './support/held.ts';
import { form as formOn, host, TAG } from './support/host.ts';
import { json } from './support/places.ts';

const REST = '**/behov-rest-*.wasm';
const FIRST = 'Företagets namn';

/** Fills the first page of the short questionnaire. */
async function fill(page: Page): Promise<void> {
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  await field(FIRST).fill('Exempelsågen AB');
  await field('Organisationsnummer').fill('556036-0793');
  await field('Antal anställda').fill('12');
}

test('where it does not come the page stays, with what was written, and can be tried again', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.route(REST, (route) => route.abort());
  await host(page, TAG);
  const form = formOn(page);
  await expect(form.heading('Om er')).toBeVisible();
  await fill(page);
  await form.next();
  await expect(form.scope.getByRole('alert').filter({ hasText: form.words('nav.failed') })).toBeVisible();
  await expect(page.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Exempelsågen AB');
  expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['load.network']);

  await page.unroute(REST);
  await form.next();
  await expect(form.heading('Om er')).toHaveCount(0);
  await expect(form.scope.getByText(form.words('nav.failed'))).toHaveCount(0);
});

test('who presses twice while it is on its way goes one page on', async ({ page }) => {
  const arrive = await hold(page, REST);
  await host(page, '<behov-questionnaire src="/q/kraftsamling-yh.json" endpoint="/api/v1/submissions"></behov-questionnaire>');
  const form = formOn(page);
  const step = form.scope.getByText(form.words('progress.step', { n: 1, of: 9 }));
  await expect(step).toBeVisible();
  await form.next();
  await form.next();
  arrive();
  // What is wrong on the page is told once.
  await expect(form.anySummary()).toBeFocused();
  await expect(step).toBeVisible();
});

test('a first page that needs it waits for it, and says when it does not come', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.route(REST, (route) => route.abort());
  await host(page, TAG.replace('e2e-kort', 'e2e-rader'));
  const again = page.getByRole('button', { name: 'Försök igen' });
  await expect(again).toBeVisible();
  await page.unroute(REST);
  await again.click();
  await expect(formOn(page).scope.locator('.rows').first()).toBeVisible();
});

test('two on a page fetch it once, and after the first page is there', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname;
    if (name.endsWith('.wasm')) asked.push(name.replace(/-[0-9a-f]+\./, '.'));
  });
  await host(page, TAG.repeat(2));
  await expect(page.getByRole('textbox', { name: FIRST, exact: true })).toHaveCount(2);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/behov.wasm', '/behov-rest.wasm']);
});

test('what one of two on a page has before it is no draft for the other', async ({ page }) => {
  const arrive = await hold(page, REST);
  await host(page, TAG.repeat(2));
  const [one, other] = await page.locator('behov-questionnaire').all();
  await one!.getByRole('textbox', { name: FIRST, exact: true }).fill('Exempelsågen AB');
  arrive();
  await expect(one!.getByText('Sparat på den här enheten')).toBeVisible();
  await expect(other!.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('');
  expect((await drafts(page)).map(({ answers }) => answers[0].raw)).toEqual(['Exempelsågen AB']);
  expect(Object.keys(await kept(page)).filter((key) => key.startsWith('behov:early:'))).toEqual([]);
});

test('what one window has before it can be gone on with in another, and is one draft', async ({ page, context }) => {
  const arrive = await hold(page, REST);
  await host(page, TAG);
  await fill(page);
  const second = await context.newPage();
  await host(second, TAG);
  await formOn(second).press('draft.go_on');
  await expect(second.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Exempelsågen AB');
  arrive();
  const told = formOn(page).scope.getByText(formOn(page).words('draft.elsewhere')).last();
  await expect(told).toBeVisible();
  expect(await drafts(page)).toHaveLength(1);
});

/** Every control that a first page has at once, on one page; some under a condition. */
function everyControl(): object {
  const kinds = ['text', 'textarea', 'integer', 'decimal', 'email', 'phone', 'url', 'year', 'organisation_number', 'yes_no', 'consent'];
  const choices = ['a', 'b'].map((code) => ({ code, label: { sv: `Val ${code}`, en: `Choice ${code}` } }));
  const label = (name: string) => ({ label: { sv: `Fråga ${name}`, en: `Question ${name}` } });
  const when = { '==': [{ var: 'x.t.choice' }, 'a'] };
  const { controller } = json('tests/e2e/questionnaires/e2e-sprak/1.0.0.json');
  return {
    format: 'behov.questionnaire/1', id: 'e2e-rest', version: '1.0.0', country: 'SE', languages: ['sv', 'en'],
    title: { sv: 'Alla', en: 'All' }, controller,
    pages: [{ id: 'a', title: { sv: 'Sida', en: 'Page' }, questions: [
      { id: 'x.t.info', type: 'info', text: { sv: 'Läs', en: 'Read' } },
      ...kinds.map((type) => ({ id: `x.t.${type}`, type, ...label(type), ...(type === 'consent' ? { text: { sv: 'Ja', en: 'Yes' } } : {}) })),
      { id: 'x.t.choice', type: 'choice', ...label('choice'), choices },
      { id: 'x.t.select', type: 'choice', display: 'select', ...label('select'), choices },
      { id: 'x.t.choices', type: 'choices', ...label('choices'), choices, visible_when: when },
      { id: 'x.t.code', type: 'code', list: 'yh-area', ...label('code') },
      { id: 'x.t.more', type: 'text', folded: true, ...label('more') },
    ] }],
  };
}

test('without it every control of a first page can be used', async ({ page, heard, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.route(REST, (route) => route.abort());
  const document = everyControl();
  await page.route('**/q/rest.json', (route) => route.fulfill({ json: document }));
  await host(page, '<behov-questionnaire src="/q/rest.json" endpoint="/api/v1/submissions"></behov-questionnaire>');
  const form = formOn(page);
  await expect(form.heading('Sida')).toBeVisible();
  for (const summary of await form.scope.locator('summary').all()) await summary.click();
  for (let round = 0; round < 2; round += 1) {
    for (const field of await form.scope.locator('input:not([type=radio]):not([type=checkbox]), textarea').all()) {
      await field.fill('1');
      await field.blur();
      await field.fill('åäö 12,5 @');
      await field.press('Tab');
    }
    for (const box of await form.scope.getByRole('checkbox').all()) await box.click();
    for (const radio of await form.scope.getByRole('radio').all()) await radio.click();
    for (const radio of await form.scope.getByRole('radio').all()) await radio.click();
    for (const select of await form.scope.locator('select').all()) await select.selectOption({ index: 1 });
    await form.scope.getByRole('button', { name: round === 0 ? 'English' : 'Svenska' }).click();
    await expect(form.scope.getByRole('heading', { name: round === 0 ? 'Page' : 'Sida' })).toBeVisible();
  }
  const code = form.scope.getByRole('combobox', { name: 'Fråga code' });
  await code.fill('teknik');
  await code.press('ArrowDown');
  await code.press('Escape');
  await expect(form.scope.getByText('Listan kunde inte hämtas')).toBeVisible();
  await page.locator('behov-questionnaire').evaluate((element) => {
    for (const [name, value] of [['disabled', ''], ['campaign', 'a'], ['region', 'b'], ['channel', 'phone_assisted']]) element.setAttribute(name, value);
    element.removeAttribute('disabled');
  });
  await expect(code).toHaveValue('teknik');
  const codes = new Set((await heard('behov-error')).map(({ detail }) => detail.code));
  expect([...codes]).toEqual(['codelist.network']);
});

const SUBMISSIONS = '**/api/v1/submissions';

test('who comes back to what was sent does not begin anew because it does not come', async ({ page, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await host(page, TAG);
  await formOn(page).fillAll(pages());
  await page.route(SUBMISSIONS, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await formOn(page).send();
  await expect(formOn(page).failure).toBeVisible();
  const again = await page.context().newPage();
  await page.close();
  await again.route(REST, (route) => route.abort());
  await host(again, TAG);
  const button = again.getByRole('button', { name: 'Försök igen' });
  await expect(button).toBeVisible();
  await expect(again.getByRole('textbox')).toHaveCount(0);
  await again.unroute(REST);
  await button.click();
  await formOn(again).onReceipt();
  expect(await stored()).toHaveLength(1);
});

test('it is asked for again while one writes, and what is written is kept then', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.clock.install();
  let asked = 0;
  await page.route(REST, (route) => ((asked += 1) > 1 ? route.continue() : route.abort()));
  await host(page, TAG);
  const field = page.getByRole('textbox', { name: FIRST, exact: true });
  await field.fill('Sågen');
  expect(asked).toBe(1);
  await page.clock.runFor(6000);
  await field.fill('Sågen i Storuman');
  await expect(formOn(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
  expect(asked).toBe(2);
  const again = await page.context().newPage();
  await page.close();
  await host(again, TAG);
  await formOn(again).press('draft.go_on');
  await expect(again.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Sågen i Storuman');
});

test('it is asked for once more after what was written last', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.clock.install();
  let asked = 0;
  await page.route(REST, (route) => ((asked += 1) > 2 ? route.continue() : route.abort()));
  await host(page, TAG);
  const field = page.getByRole('textbox', { name: FIRST, exact: true });
  await field.fill('Sågen');
  await page.clock.runFor(6000);
  await expect.poll(() => asked).toBe(2);
  await field.fill('Sågen i Storuman');
  expect(asked).toBe(2);
  await page.clock.runFor(6000);
  await expect(formOn(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
  expect(asked).toBe(3);
});

test('a list that waited for it brings the keeping of drafts with it', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  let asked = 0;
  await page.route(REST, (route) => ((asked += 1) > 1 ? route.continue() : route.abort()));
  const document = everyControl();
  await page.route('**/q/rest.json', (route) => route.fulfill({ json: document }));
  await host(page, '<behov-questionnaire src="/q/rest.json" endpoint="/api/v1/submissions"></behov-questionnaire>');
  await formOn(page).scope.getByRole('combobox', { name: 'Fråga code' }).fill('teknik');
  await formOn(page).scope.getByRole('textbox', { name: 'Fråga text', exact: true }).fill('Något');
  await expect(formOn(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
});

test('what was written while one waited for it is kept when it is asked for again', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await page.clock.install();
  let asked = 0;
  let fail = () => {};
  const failed = new Promise<void>((done) => (fail = done));
  await page.route(REST, async (route) => {
    if ((asked += 1) > 1) return route.continue();
    await failed;
    return route.abort();
  });
  await host(page, TAG);
  await page.clock.runFor(8000);
  await page.getByRole('textbox', { name: FIRST, exact: true }).fill('Sågen');
  await page.clock.runFor(20_000);
  expect(asked).toBe(1);
  fail();
  await expect.poll(() => page.clock.runFor(1000).then(() => asked)).toBe(2);
  await expect(formOn(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
});

test.describe('a tab that is killed before it came', () => {
  /** Another tab at the same page, with all of the widget. */
  async function comeBack(page: Page, tag = TAG): Promise<Page> {
    const again = await page.context().newPage();
    await page.close();
    await host(again, tag);
    return again;
  }

  test.beforeEach(async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.route(REST, (route) => route.abort());
  });

  test('has kept what was written, but for what may be a personal number', async ({ page, stored }) => {
    await host(page, TAG);
    await fill(page);
    const early = Object.values(await kept(page)).join();
    expect(early).toContain('Exempelsågen AB');
    expect(early).not.toContain('556036');
    const again = await comeBack(page);
    const form = formOn(again);
    await form.press('draft.go_on');
    const value = (name: string) => expect(again.getByRole('textbox', { name, exact: true }));
    await value(FIRST).toHaveValue('Exempelsågen AB');
    await value('Antal anställda').toHaveValue('12');
    await value('Organisationsnummer').toHaveValue('');
    await form.fillAll(pages());
    await form.send();
    await form.onReceipt();
    expect(await stored()).toHaveLength(1);
    expect(await kept(again)).toEqual({});
  });

  test('tells what was written of questions that are others by now', async ({ page }) => {
    await host(page, TAG);
    await fill(page);
    const again = await page.context().newPage();
    await page.close();
    await again.route('**/q/e2e-kort.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), version: '9.0.0' } });
    });
    await host(again, TAG);
    await formOn(again).press('draft.go_on');
    await expect(formOn(again).scope.getByText(formOn(again).words('draft.lost')).last()).toBeVisible();
    await expect(formOn(again).scope.getByText('Företagets namn: Exempelsågen AB')).toBeVisible();
  });

  test('keeps nothing where nothing is to be kept', async ({ page }) => {
    const tag = TAG.replace(' src', ' draft="off" src');
    await host(page, tag);
    await fill(page);
    expect(await kept(page)).toEqual({});
    const again = await comeBack(page, tag);
    await expect(again.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('');
  });
});

test.describe('an element that is removed before it came', () => {
  /** Takes it out of the page and puts it back. */
  async function takeAway(page: Page): Promise<void> {
    await page.evaluate(() => {
      const element = document.querySelector('behov-questionnaire')!;
      element.remove();
      (window as any).kept = element;
    });
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await page.evaluate(() => document.querySelector('main')!.append((window as any).kept));
  }

  test('goes on with what was written as it comes, and begins nothing else before', async ({ page, stored }) => {
    const arrive = await hold(page, REST);
    await host(page, TAG);
    await fill(page);
    await takeAway(page);
    await takeAway(page);
    arrive();
    const form = formOn(page);
    await form.press('draft.go_on');
    await expect(page.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Exempelsågen AB');
    await form.fillAll(pages());
    await form.send();
    await form.onReceipt();
    expect(await stored()).toHaveLength(1);
    expect(Object.keys(await kept(page))).toEqual([]);
  });

  test('is not undone by an earlier load of which the file comes late', async ({ page }) => {
    const arrive = await hold(page, REST);
    await host(page, TAG);
    await fill(page);
    let asked = 0;
    let late = () => {};
    const waits = new Promise<void>((done) => (late = done));
    await page.route('**/q/e2e-kort.json', async (route) => {
      if ((asked += 1) === 1) await waits;
      return route.continue();
    });
    await takeAway(page);
    await expect.poll(() => asked).toBe(1);
    const came = page.waitForResponse('**/q/e2e-kort.json');
    await takeAway(page);
    await (await came).finished();
    const second = page.waitForResponse('**/q/e2e-kort.json');
    late();
    await (await second).finished();
    arrive();
    await formOn(page).press('draft.go_on');
    await expect(page.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Exempelsågen AB');
  });

  test('loses nothing where it does not come at first', async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.route(REST, (route) => route.abort());
    await host(page, TAG);
    await fill(page);
    await takeAway(page);
    const again = page.getByRole('button', { name: 'Försök igen' });
    await expect(again).toBeVisible();
    await page.unroute(REST);
    await again.click();
    await formOn(page).press('draft.go_on');
    await expect(page.getByRole('textbox', { name: FIRST, exact: true })).toHaveValue('Exempelsågen AB');
  });

  test('is there at once where nothing was written', async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.route(REST, (route) => route.abort());
    await host(page, TAG);
    await expect(formOn(page).heading('Om er')).toBeVisible();
    await takeAway(page);
    await expect(formOn(page).heading('Om er')).toBeVisible();
  });
});
