// Without a network at each step of a journey, and with every kind of answer
// that is none: the firm can always do something, and its answer is stored once.

import type { Page, Route } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import type { Form } from './pages/form.ts';
import { FALLBACK, form, host, TAG } from './support/host.ts';
import { fence, SUBMISSIONS } from './support/tries.ts';

test.beforeEach(({ trouble }) => trouble.expect(FAILED_LOAD));

/** Waits until all parts of the form are there: what a form without a network needs. */
async function whole(page: Page): Promise<void> {
  await form(page).scope.getByRole('textbox').first().fill('Ett');
  await expect(form(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
}

/** The steps before which the network goes, each with the way there. */
const STEPS: Record<string, (page: Page, form: Form) => Promise<void>> = {
  'the first page': async () => undefined,
  'the second page': async (_, form) => {
    await form.fill(pages()[0]!);
    await form.next();
  },
  'the review': async (_, form) => form.fillAll(pages()),
  'an answer that is changed from the review': async (_, form) => {
    await form.fillAll(pages());
    await form.change('Företagets namn').click();
  },
};

for (const [step, go] of Object.entries(STEPS)) {
  for (const left of [false, true]) {
    test(`offline from ${step} on${left ? ', and the page left meanwhile' : ''}: all can be answered, and is sent when the network is back`, async ({ page, context, stored }) => {
      await host(page, TAG);
      await whole(page);
      await go(page, form(page));
      await context.setOffline(true);
      // On to the review from wherever that is.
      if (step === 'the first page') await form(page).fillAll(pages());
      else if (step === 'the second page') {
        await form(page).fill(pages()[1]!);
        await form(page).next(true);
      } else if (step.startsWith('an answer')) {
        await form(page).scope.getByRole('textbox', { name: 'Företagets namn', exact: true }).fill('Exempelsågen AB');
        await form(page).press('nav.back_to_review');
      }
      await form(page).onReview();
      await form(page).send();
      await expect(form(page).failure).toContainText(form(page).words('send.failed.network'));
      await expect(form(page).failure).toContainText(form(page).words('send.kept'));
      await expect(form(page).button('send.again')).toBeVisible();
      expect(await stored()).toEqual([]);
      let here = page;
      if (left) {
        here = await context.newPage();
        await page.close();
      }
      await context.setOffline(false);
      if (left) await host(here, TAG);
      await form(here).onReceipt();
      expect((await stored()).map(({ submission }) => submission.org.name)).toEqual(['Exempelsågen AB']);
    });
  }
}

test('offline before the form is there: the fallback stands, and there is a way to try again', async ({ page, context }) => {
  await page.route('**/q/e2e-kort.json', async (route) => {
    // The page and the loader have come; then the network goes.
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await host(page, TAG);
  const again = page.getByRole('button', { name: 'Försök igen' });
  await expect(again).toBeVisible();
  await expect(page.getByText(FALLBACK)).toBeVisible();
  await page.unroute('**/q/e2e-kort.json');
  await again.click();
  await expect(again).toBeVisible();
  await context.setOffline(false);
  await again.click();
  await expect(form(page).heading('Om er')).toBeVisible();
});

test('offline at the receipt: it stays, and nothing is sent again', async ({ page, context, stored }) => {
  // The same sent twice would be stored once.
  let sent = 0;
  page.on('request', (request) => (sent += Number(request.method() === 'POST')));
  await host(page, TAG);
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  await context.setOffline(true);
  await context.setOffline(false);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await fence(page);
  await expect(form(page).receipt).toBeVisible();
  expect(sent).toBe(1);
  expect(await stored()).toHaveLength(1);
});

const HTML = { contentType: 'text/html', body: '<!doctype html><title>Fel</title><script>window.hit = 1</script>' };
const JSON_TYPE = 'application/json';
const SOME_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const receipt = { id: SOME_ID, code: 'AAAA-BBBB', received_at: '2026-01-01T00:00:00Z', status: 'stored' };

/** Answers of a server that are no receipt, though the same may be sent again. */
const NO_RECEIPT: Record<string, (route: Route) => Promise<unknown>> = {
  '500 with a page': (route) => route.fulfill({ status: 500, ...HTML }),
  '500 with nothing': (route) => route.fulfill({ status: 500, body: '' }),
  '502 with a page': (route) => route.fulfill({ status: 502, ...HTML }),
  '503 with a time': (route) => route.fulfill({ status: 503, headers: { 'Retry-After': '3' }, body: '' }),
  '503 with a date': (route) => route.fulfill({ status: 503, headers: { 'Retry-After': new Date(Date.now() + 3000).toUTCString() }, body: '' }),
  '503 with no time at all': (route) => route.fulfill({ status: 503, headers: { 'Retry-After': 'soon' }, body: '' }),
  '429 with a time': (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '3' }, contentType: 'application/problem+json', body: '{"status":429}' }),
  '429 with less than nothing': (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '-5' }, body: '' }),
  '408': (route) => route.fulfill({ status: 408, body: '' }),
  '425': (route) => route.fulfill({ status: 425, body: '' }),
  '504': (route) => route.fulfill({ status: 504, body: '' }),
  '200 with a page': (route) => route.fulfill({ status: 200, ...HTML }),
  '201 with a page that says it is JSON': (route) => route.fulfill({ status: 201, contentType: JSON_TYPE, body: HTML.body }),
  '200 with nothing': (route) => route.fulfill({ status: 200, body: '' }),
  '204': (route) => route.fulfill({ status: 204 }),
  '200 with null': (route) => route.fulfill({ status: 200, contentType: JSON_TYPE, body: 'null' }),
  '201 with the receipt of another': (route) => route.fulfill({ status: 201, json: receipt }),
  '201 with bytes that are no text': (route) => route.fulfill({ status: 201, contentType: JSON_TYPE, body: Buffer.from([0xff, 0xfe, 0, 1, 0xc3, 0x28]) }),
  '201 with a megabyte of brackets': (route) => route.fulfill({ status: 201, contentType: JSON_TYPE, body: '['.repeat(1 << 20) }),
  '201 with half of its receipt': async (route) => {
    const answer = await (await route.fetch()).text();
    await route.fulfill({ status: 201, contentType: JSON_TYPE, body: answer.slice(0, answer.length / 2) });
  },
  'a connection that is reset': (route) => route.abort('connectionreset'),
  'a name that is not found': (route) => route.abort('namenotresolved'),
};

test('whatever answer is none, it says so, keeps the answers, and the same bytes are sent again', async ({ page, stored }) => {
  test.setTimeout(180_000);
  await page.clock.install();
  const names: string[] = [];
  for (const [what, answer] of Object.entries(NO_RECEIPT)) {
    await test.step(what, async () => {
      const bodies: string[] = [];
      await page.unroute(SUBMISSIONS);
      await page.route(SUBMISSIONS, async (route) => {
        bodies.push(route.request().postData()!);
        await (bodies.length === 1 ? answer(route) : route.continue());
      });
      await host(page, TAG);
      names.push(`Såg ${what}`);
      await form(page).fillAll(pages(names.at(-1)));
      await form(page).send();
      await expect(form(page).failure, what).toContainText(form(page).words('send.kept'));
      await expect(form(page).button('send.again'), what).toBeVisible();
      await expect(form(page).receipt).toHaveCount(0);
      await page.clock.runFor(16_000);
      await form(page).onReceipt();
      expect(new Set(bodies).size, what).toBe(1);
    });
  }
  expect(await page.evaluate(() => (window as any).hit)).toBeUndefined();
  const lines = await stored();
  expect(lines.map(({ status, submission }) => [status, submission.org.name])).toEqual(names.map((name) => ['stored', name]));
});
