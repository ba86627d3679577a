// What is written is there again, whatever becomes of the page; and what was
// sent is stored once.

import { readFileSync } from 'node:fs';

import type { Page, Route } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { expectAccessible } from './support/axe.ts';
import { drafts, fillUp, kept, large } from './support/device.ts';
import { begin, comeBack, field, goOn, names, SAVED } from './support/draft.ts';
import { form, host, TAG } from './support/host.ts';
import { SUBMISSIONS } from './support/tries.ts';

const [first] = pages();
const DAY = 86_400_000;

/** What stands at the foot of the page; a screen reader is told the same. */
const told = (page: Page, key: string) => form(page).scope.getByText(form(page).words(key)).last();

/** Long enough for what is saved to be saved. */
const pause = (page: Page) => page.evaluate(() => new Promise((done) => setTimeout(done, 1200)));

test('what is typed is saved, and is there when one comes back', async ({ page }) => {
  await begin(page, 'Sågen');
  await expect(form(page).scope.getByText(SAVED)).toBeVisible();
  await expectAccessible(page, 'saved');

  const again = await comeBack(page);
  await expect(form(again).scope.getByText('Det sparades på den här enheten')).toBeVisible();
  await expectAccessible(again, 'found', undefined, ['color-contrast']);
  await goOn(again);
  await expect(form(again).heading(first.title)).toBeFocused();
  await expect(field(again)).toHaveValue('Sågen');
});

test('who begins anew finds nothing any more', async ({ page }) => {
  await begin(page);
  const again = await comeBack(page);
  await form(again).press('draft.start_over');
  await expect(form(again).heading(first.title)).toBeFocused();
  await expect(field(again)).toHaveValue('');
  expect(await kept(again)).toEqual({});
  const third = await comeBack(again);
  await expect(form(third).heading(first.title)).toBeVisible();
});

test('the copy is removed in one tap, what is on the page stays, and nothing more is saved', async ({ page }) => {
  await begin(page);
  await form(page).press('draft.remove');
  await expect(told(page, 'draft.removed')).toBeVisible();
  expect(await kept(page)).toEqual({});
  await field(page).fill('Något annat');
  await pause(page);
  expect(await kept(page)).toEqual({});
  await form(page).press('draft.keep');
  await expect.poll(() => names(page)).toEqual(['Något annat']);
});

for (const [where, attribute] of [
  ['on a shared computer', 'draft="off"'],
  ['for an interviewer', 'channel="phone_assisted"'],
] as const) {
  test(`nothing is kept ${where}`, async ({ page }) => {
    await page.clock.install();
    await host(page, TAG.replace('src=', `${attribute} src=`));
    // The part that saves is there.
    await expect(form(page).scope.getByText(form(page).words('draft.code.title'))).toBeVisible();
    await field(page).fill('Sågen');
    await page.clock.runFor(5000);
    expect(await kept(page)).toEqual({});
    expect(await large(page)).toEqual([]);
    await expect(form(page).scope.getByText(SAVED)).toHaveCount(0);
  });
}

for (const [days, attribute, is] of [
  [29, '', 'found'],
  [31, '', 'gone'],
  [6, 'draft="7"', 'found'],
  [8, 'draft="7"', 'gone'],
  [31, 'draft="40"', 'found'],
] as const) {
  test(`a draft of ${days} days ago is ${is}${attribute && `, with ${attribute}`}`, async ({ page }) => {
    const tag = TAG.replace('src=', `${attribute} src=`);
    await page.clock.setFixedTime(Date.now() - days * DAY);
    await begin(page, 'Sågen i Storuman', tag);
    const again = await comeBack(page, tag, new Date());
    if (is === 'found') {
      await goOn(again);
      return expect(field(again)).toHaveValue('Sågen i Storuman');
    }
    await expect(form(again).heading(first.title)).toBeVisible();
    await expect.poll(() => kept(again)).toEqual({});
  });
}

/** The browser keeps nothing of this kind for the page. */
const deny = (page: Page, kind: string) =>
  page.addInitScript((kind) => {
    Object.defineProperty(window, kind, {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  }, kind);

test('where storage is denied the page says so, and the answers can be saved as a file', async ({ page }) => {
  await deny(page, 'localStorage');
  await deny(page, 'indexedDB');
  await host(page, TAG);
  await field(page).fill('Sågen');
  await expect(told(page, 'draft.refused')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), form(page).press('draft.save_as')]);
  const draft = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(draft).toMatchObject({ schema: 'behov.draft/1', answers: [{ id: 'org.name', raw: 'Sågen' }] });
});

test('where all storage is full the page says so', async ({ page }) => {
  await host(page, '<p></p>');
  await fillUp(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
  await host(page, TAG);
  await field(page).fill('Sågen');
  await expect(told(page, 'draft.refused')).toBeVisible();
});

test('a file is gone on with on another device, and one that is none is refused', async ({ page, browser, baseURL }) => {
  await begin(page);
  const [download] = await Promise.all([page.waitForEvent('download'), form(page).press('draft.save_as')]);
  const path = await download.path();
  const other = await browser.newContext({ baseURL, locale: 'sv-SE' });
  const device = await other.newPage();
  await host(device, TAG);
  await form(device).scope.getByText(form(device).words('draft.open.title')).click();
  const input = form(device).scope.getByLabel(form(device).words('draft.open'));
  for (const text of ['', '{', '[]', '{"schema":"behov.draft/1","questionnaire":{"id":"annan"}}']) {
    await input.setInputFiles({ name: 'svar.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(form(device).scope.getByText(form(device).words('draft.no_file'))).toBeVisible();
  }
  await expectAccessible(device, 'no file');
  await input.setInputFiles(path);
  await expect(field(device)).toHaveValue('Sågen i Storuman');
  await expect(form(device).heading(first.title)).toBeFocused();
  await other.close();
});

test('two windows keep a draft each; who goes on with the other one takes it over', async ({ page, context }) => {
  await begin(page);
  const second = await context.newPage();
  await host(second, TAG);
  await form(second).press('draft.start_over');
  await field(second).fill('Den andra');
  await field(page).fill('Den första');
  await expect.poll(() => names(page)).toEqual(['Den andra', 'Den första']);

  const third = await context.newPage();
  await host(third, TAG);
  await goOn(third);
  await expect(field(third)).toHaveValue(/^Den/);
  const taken = await field(third).inputValue();
  const [owner, other] = taken === 'Den andra' ? [second, page] : [page, second];
  await expect(told(owner, 'draft.elsewhere')).toBeVisible();
  await expect(form(other).scope.getByText(form(other).words('draft.elsewhere'))).toHaveCount(0);
  await field(third).fill('Från det tredje');
  await field(owner).fill('Skrivet i det gamla');
  await expect.poll(() => names(page)).toContain('Från det tredje');
  await pause(owner);
  expect(await names(page)).not.toContain('Skrivet i det gamla');
  await form(owner).press('draft.here');
  await expect(field(owner)).toHaveValue('Från det tredje');
  await expect(told(third, 'draft.elsewhere')).toBeVisible();
});

test('what another window goes on with is not sent from here as well', async ({ page, context, stored }) => {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await expect.poll(async () => (await drafts(page))[0]?.step).toBe('review');
  const second = await context.newPage();
  await host(second, TAG);
  await form(second).press('draft.go_on');
  await form(second).onReview();
  await expect(told(page, 'draft.elsewhere')).toBeVisible();
  await form(page).send();
  // Where one can do something about it.
  await expect(form(page).button('draft.here')).toBeFocused();
  await expectAccessible(page, 'elsewhere');
  await form(second).send();
  await form(second).onReceipt();
  expect(await stored()).toHaveLength(1);
});

test('a newer version keeps what means the same, and shows the rest', async ({ page }) => {
  await host(page, TAG);
  await form(page).fill(first);
  await expect.poll(async () => (await drafts(page))[0]?.answers.length).toBe(2);
  const again = await page.context().newPage();
  await page.close();
  await again.route('**/q/e2e-kort.json', async (route) => {
    const response = await route.fetch();
    const document = await response.json();
    const name = document.pages[0].questions.find((asked: any) => asked.id === 'org.name');
    Object.assign(name, { type: 'textarea', autocomplete: undefined });
    await route.fulfill({ response, json: { ...document, version: '9.0.0' } });
  });
  await host(again, TAG);
  await goOn(again);
  await expect(field(again)).toHaveValue('');
  await expect(form(again).scope.getByLabel('Organisationsnummer')).toHaveValue('556036-0793');
  await expect(told(again, 'draft.lost')).toBeVisible();
  await expect(form(again).scope.getByText('Företagets namn: Exempelsågen AB')).toBeVisible();
  await expectAccessible(again, 'lost');
});

test.describe('on its way', () => {
  test.beforeEach(({ trouble }) => trouble.expect(FAILED_LOAD));

  /** Sends, and the reply is lost on the way back; the body. */
  const withoutReply = (page: Page) => failing(page, (route) => route.fetch());

  /** Sends, and it is lost on the way there; the body. */
  const neverArrived = (page: Page) => failing(page, async () => undefined);

  async function failing(page: Page, before: (route: Route) => Promise<unknown>): Promise<string> {
    let body = '';
    await host(page, TAG);
    await form(page).fillAll(pages());
    await page.route(SUBMISSIONS, async (route) => {
      body = route.request().postData()!;
      await before(route);
      await route.abort('connectionreset');
    });
    await form(page).send();
    await expect(form(page).failure).toContainText(form(page).words('send.kept'));
    return body;
  }

  test('what was sent without a reply is sent again at the next visit, and stored once', async ({ page, stored }) => {
    const body = await withoutReply(page);
    expect(await stored()).toHaveLength(1);
    const again = await comeBack(page);
    await form(again).onReceipt();
    const lines = await stored();
    expect(lines).toHaveLength(1);
    expect(lines[0].submission).toEqual(JSON.parse(body));
    expect(await kept(again)).toEqual({});
  });

  test('what was tried to send a month ago is sent all the same, though a draft would be gone', async ({ page, stored }) => {
    await page.clock.setFixedTime(Date.now() - 31 * DAY);
    const body = await neverArrived(page);
    expect(await stored()).toEqual([]);
    const again = await comeBack(page, TAG, new Date());
    await form(again).onReceipt();
    const lines = await stored();
    expect(lines.map(({ submission }) => submission)).toEqual([JSON.parse(body)]);
    expect(await kept(again)).toEqual({});
  });

  test('it is sent as soon as the network is back', async ({ page, context, stored }) => {
    await host(page, TAG);
    await form(page).fillAll(pages());
    await context.setOffline(true);
    await form(page).send();
    await expect(form(page).failure).toBeVisible();
    await context.setOffline(false);
    await form(page).onReceipt();
    expect(await stored()).toHaveLength(1);
  });

  test('committed, the reply lost, edited in another visit and sent: one answer counts', async ({ page, stored }) => {
    const body = JSON.parse(await withoutReply(page));
    await form(page).press('nav.back');
    await form(page).press('nav.back');
    await field(page).fill('Sågen i Lycksele');
    await expect.poll(() => names(page)).toEqual(['Sågen i Lycksele']);
    const again = await comeBack(page);
    await goOn(again);
    await form(again).next();
    await form(again).next(true);
    await form(again).onReview();
    await form(again).send();
    await form(again).onReceipt();
    const lines = await stored();
    expect(lines.map(({ status }) => status).sort()).toEqual(['amended', 'stored']);
    const current = lines.find(({ status }) => status === 'stored')!;
    expect(current.submission.org.name).toBe('Sågen i Lycksele');
    expect(current.submission.meta.replaces).toBe(body.meta.id);
  });

  test('what was sent is corrected from the receipt, and counts once', async ({ page, stored }) => {
    await host(page, TAG);
    await form(page).fillAll(pages());
    await form(page).send();
    await form(page).onReceipt();
    await form(page).press('receipt.correct');
    await form(page).onReview();
    await form(page).hands.press(form(page).change('Företagets namn'));
    await field(page).fill('Sågen i Lycksele');
    await form(page).press('nav.back_to_review');
    await form(page).onReview();
    await form(page).send();
    await form(page).onReceipt();
    const lines = await stored();
    expect(lines.map(({ status }) => status)).toEqual(['amended', 'stored']);
    expect(lines[1].submission.meta.replaces).toBe(lines[0].submission.meta.id);
  });

  test('what is refused comes back to the form, and stays on the device', async ({ page, stored }) => {
    await host(page, TAG);
    await form(page).fillAll(pages());
    await page.route(SUBMISSIONS, (route) => route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 422, errors: [{ code: 'required', pointer: '/org/name', params: {} }] }),
    }), { times: 1 });
    await form(page).send();
    await expect(form(page).summary(1)).toBeVisible();
    expect(await names(page)).toEqual(['Exempelsågen AB']);
    expect(await stored()).toEqual([]);
  });
});
