// What did not get through the first time goes out later, as far as a server
// allows, and what was said of it stays true.

import type { Page, Route } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import type { Form } from './pages/form.ts';
import { drafts } from './support/device.ts';
import { form, host, TAG } from './support/host.ts';

const SUBMISSIONS = '**/api/v1/submissions';

/** Fills the form and goes to the review; `answer` answers each try, counted from one. */
async function review(page: Page, answer: (route: Route, number: number) => Promise<void>): Promise<[Form, any[]]> {
  const tries: any[] = [];
  await page.clock.install();
  await host(page, TAG);
  await form(page).fillAll(pages());
  await page.route(SUBMISSIONS, async (route) => {
    tries.push(route.request().postDataJSON().meta);
    await answer(route, tries.length);
  });
  return [form(page), tries];
}

/** Uses up the tries of a round. */
async function round(page: Page, tries: any[]): Promise<void> {
  for (const number of [1, 2, 3, 4]) {
    await expect.poll(() => tries.length).toBe(number);
    await expect(form(page).failure).toBeVisible();
    if (number < 4) {
      await expect(form(page).countdown).toBeVisible();
      await page.clock.runFor(16_000);
    }
  }
  await expect(form(page).countdown).toHaveCount(0);
}

const problem = (status: number, errors: object[], headers = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: 'about:blank', title: 'No', status, errors }),
});

const seen = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

test.beforeEach(({ trouble }) => trouble.expect(FAILED_LOAD));

test('an answer in which nothing was typed lies on the device too before it is sent', async ({ page, stored }) => {
  const tag = '<behov-questionnaire src="/q/e2e-plats.json"></behov-questionnaire>';
  await host(page, tag, { fragment: '#behov:org.municipality=2480' });
  await form(page).next(true);
  await form(page).onReview();
  await page.route(SUBMISSIONS, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await form(page).send();
  await expect(form(page).failure).toContainText(form(page).words('send.kept'));
  const [first] = await stored();
  const again = await page.context().newPage();
  await page.close();
  await host(again, tag);
  await form(again).onReceipt();
  expect((await stored()).map(({ submission }) => submission)).toEqual([first.submission]);
});

test('who leaves the page open is sent for later', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 5 ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  await round(page, tries);
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.kept'));
  await page.clock.runFor(149_000);
  expect(tries).toHaveLength(4);
  // Step by step: an answer is waited for no longer than twenty seconds.
  await expect.poll(() => page.clock.runFor(5000).then(() => tries.length), { timeout: 60_000 }).toBe(5);
  await questionnaire.onReceipt();
  expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
  expect(await stored()).toHaveLength(1);
});

test('a long wait that a server asks for is not cut short, and ends by itself', async ({ page }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2 ? route.fulfill(problem(503, [], { 'Retry-After': '600' })) : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.failed.server'));
  await page.clock.runFor(590_000);
  await seen(page);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(questionnaire.button('nav.send')).toBeEnabled();
  expect(tries).toHaveLength(1);
  await page.clock.runFor(11_000);
  await questionnaire.onReceipt();
  expect(tries).toHaveLength(2);
});

test('who has the copy removed is not told any more that it is there, and is sent for all the same', async ({ page }) => {
  let back = false;
  const [questionnaire, tries] = await review(page, (route) => (back ? route.continue() : route.abort('internetdisconnected')));
  await questionnaire.send();
  await round(page, tries);
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.kept'));
  await questionnaire.press('draft.remove');
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.keep_open'));
  await expect(questionnaire.failure).not.toContainText(questionnaire.words('send.kept'));
  expect(await drafts(page)).toEqual([]);
  back = true;
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await questionnaire.onReceipt();
});

test('an id that something else has is not tried again', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2
      ? route.fulfill(problem(409, [{ code: 'submission.conflict', pointer: '/meta/id' }]))
      : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText(/tog inte emot svaren/);
  await questionnaire.press('send.again');
  await questionnaire.onReceipt();
  expect(tries[1].id).not.toBe(tries[0].id);
  expect(tries[1].replaces).toBe(tries[0].id);
  expect(await stored()).toHaveLength(1);
});

for (const status of [409, 410, 422]) {
  test(`what is refused comes back to the form with its findings: ${status}`, async ({ page }) => {
    const [questionnaire] = await review(page, (route) =>
      route.fulfill(problem(status, [{ code: 'text.too_long', pointer: '/org/name', params: { max: '5' } }])),
    );
    await questionnaire.send();
    await expect(questionnaire.summary(1)).toBeFocused();
    await expect(questionnaire.summary(1)).toContainText('Företagets namn');
  });
}

test('what does not get through is saved as a file, which its receiver takes in', async ({ page, collector, stored }) => {
  const [questionnaire, tries] = await review(page, (route) => route.abort('internetdisconnected'));
  await questionnaire.send();
  await round(page, tries);
  const download = page.waitForEvent('download');
  await questionnaire.button('draft.save_as').first().click();
  expect(await collector.import(await (await download).path())).toMatch(/\bnew\b/);
  expect((await stored()).map(({ submission }) => submission.meta.id)).toEqual([tries[0].id]);
});

test('a browser that can end no request says so, and keeps the answers', async ({ page }) => {
  const [questionnaire] = await review(page, (route) => route.continue());
  await page.evaluate(() => {
    (window as any).AbortController = class {
      constructor() {
        throw new Error('not here');
      }
    };
  });
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.kept'));
});

test('ids rise although the clock is set back, so that what was written last counts', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, async (route, number) => {
    if (number > 2) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  for (const [number, name] of ['Den andra', 'Den tredje'].entries()) {
    await questionnaire.send();
    await expect.poll(() => tries.length).toBe(number + 1);
    await expect(questionnaire.failure).toBeVisible();
    await questionnaire.hands.press(questionnaire.change('Företagets namn'));
    await page.clock.setSystemTime(Date.now() - 86_400_000 * (number + 1));
    await questionnaire.scope.getByRole('textbox', { name: 'Företagets namn' }).fill(name);
    await questionnaire.press('nav.back_to_review');
    await questionnaire.onReview();
  }
  await questionnaire.send();
  await questionnaire.onReceipt();
  const ids = tries.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  const counts = (await stored()).filter(({ status }) => status === 'stored');
  expect(counts.map(({ submission }) => submission.org.name)).toEqual(['Den tredje']);
});
