// Drafts for which localStorage has no room lie in IndexedDB, and nothing else
// is different about them.

import type { Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { expectAccessible } from './support/axe.ts';
import { crash, drafts, fillUp, kept, large } from './support/device.ts';
import { hold } from './support/held.ts';
import { form, host, TAG } from './support/host.ts';

const SUBMISSIONS = '**/api/v1/submissions';
const STOR = TAG.replace('e2e-kort', 'e2e-stor');
const LONG = 'Gånger å svårt. '.repeat(600).slice(0, 9500);
const FIELDS = 9;

const field = (page: Page, number: number) =>
  form(page).scope.getByRole('textbox', { name: `Långt svar ${number}`, exact: true });

/** Long enough for what is saved to be saved. */
const pause = (page: Page) => page.evaluate(() => new Promise((done) => setTimeout(done, 1200)));

const saved = (page: Page) => form(page).scope.getByText('Sparat på den här enheten');
const found = (page: Page) => form(page).heading(form(page).words('draft.found.title'));

/** Writes more than localStorage is given, and waits until it is saved. */
async function begin(page: Page): Promise<void> {
  await host(page, STOR);
  for (let number = 1; number <= FIELDS; number += 1) await field(page, number).fill(`${number} ${LONG}`);
  await expect.poll(async () => (await large(page))[0]?.answers.length).toBe(FIELDS);
  await expect(saved(page)).toBeVisible();
}

/** The tab is killed, so that nothing can be put in another place as it goes, and a new one opened. */
async function comeBack(page: Page, tag = STOR): Promise<Page> {
  const context = page.context();
  await crash(page);
  const again = await context.newPage();
  await page.close();
  await host(again, tag);
  return again;
}

async function expectWhole(page: Page): Promise<void> {
  for (let number = 1; number <= FIELDS; number += 1) {
    await expect(field(page, number)).toHaveValue(`${number} ${LONG}`);
  }
}

test('what is large comes back whole, is sent, and is gone then', async ({ page, stored }) => {
  await begin(page);
  const [note] = await drafts(page);
  expect(note).toMatchObject({ large: true, schema: 'behov.draft/1' });
  expect(note.answers).toBeUndefined();

  const again = await comeBack(page);
  await expect(found(again)).toBeVisible();
  await expectAccessible(again, 'found, large', undefined, ['color-contrast']);
  await form(again).press('draft.go_on');
  await expectWhole(again);
  await expect(form(again).heading('Långa svar')).toBeFocused();
  await form(again).next(true);
  await form(again).send();
  await form(again).onReceipt();
  const [line] = await stored();
  expect(line.submission.x.e2e.long9).toBe(`9 ${LONG}`.trim());
  await expect.poll(() => large(again)).toEqual([]);
  expect(await kept(again)).toEqual({});
});

test('it is on the device before it is sent', async ({ page }) => {
  await begin(page);
  let before: any[] = [];
  let body = '';
  await page.route(SUBMISSIONS, async (route) => {
    before = await large(page);
    body = route.request().postData()!;
    await route.continue();
  });
  await form(page).next(true);
  await form(page).send();
  await form(page).onReceipt();
  expect(before[0].outbox).toEqual({ id: JSON.parse(body).meta.id, body });
});

test('what was sent without a reply is sent again at the next visit, the same bytes', async ({ page, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  await begin(page);
  let body = '';
  await page.route(SUBMISSIONS, async (route) => {
    body = route.request().postData()!;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await form(page).next(true);
  await form(page).send();
  await expect(form(page).failure).toContainText(form(page).words('send.kept'));
  const again = await comeBack(page);
  await form(again).onReceipt();
  const lines = await stored();
  expect(lines).toHaveLength(1);
  expect(lines[0].submission).toEqual(JSON.parse(body));
  await expect.poll(() => large(again)).toEqual([]);
});

test('who begins anew leaves nothing in the database', async ({ page }) => {
  await begin(page);
  const again = await comeBack(page);
  await form(again).press('draft.start_over');
  await expect.poll(() => large(again)).toEqual([]);
  expect(await kept(again)).toEqual({});
});

test('the copy is removed in one tap, and nothing more is saved', async ({ page }) => {
  await begin(page);
  await form(page).press('draft.remove');
  await expect.poll(() => large(page)).toEqual([]);
  await field(page, 1).fill(`Nytt ${LONG}`);
  await pause(page);
  expect(await large(page)).toEqual([]);
  expect(await kept(page)).toEqual({});
});

for (const end of ['removed', 'sent'] as const) {
  test(`what was written before it could be saved is gone as well when it is ${end}`, async ({ page }) => {
    const arrive = await hold(page, '**/behov-rest-*.wasm');
    await host(page, STOR);
    for (let number = 1; number <= FIELDS; number += 1) await field(page, number).fill(`${number} ${LONG}`);
    arrive();
    await expect.poll(async () => (await large(page))[0]?.answers.length).toBe(FIELDS);
    await expect(saved(page)).toBeVisible();
    if (end === 'removed') await form(page).press('draft.remove');
    else {
      await form(page).next(true);
      await form(page).send();
      await form(page).onReceipt();
    }
    await expect.poll(() => large(page)).toEqual([]);
    expect(Object.keys(await kept(page))).toEqual([]);
  });
}

test('what becomes small again lies in localStorage alone', async ({ page }) => {
  await begin(page);
  for (let number = 2; number <= FIELDS; number += 1) await field(page, number).fill('');
  await expect.poll(async () => (await drafts(page))[0]?.answers?.length).toBeGreaterThan(0);
  await expect.poll(() => large(page)).toEqual([]);
  const again = await comeBack(page);
  await form(again).press('draft.go_on');
  await expect(field(again, 1)).toHaveValue(`1 ${LONG}`);
});

test('another window that goes on with it is its one owner', async ({ page, context }) => {
  await begin(page);
  const second = await context.newPage();
  await host(second, STOR);
  await form(second).press('draft.go_on');
  await expectWhole(second);
  const told = form(page).scope.getByText(form(page).words('draft.elsewhere')).last();
  await expect(told).toBeVisible();
  await field(second, 1).fill(`Här ${LONG}`);
  const shown = async () => (await large(page)).map(({ answers }) => answers[0].raw.slice(0, 3));
  await expect.poll(shown).toEqual(['Här']);
  await field(page, 1).fill(`Där ${LONG}`);
  await pause(page);
  expect(await shown()).toEqual(['Här']);
});

test.describe('where localStorage is full', () => {
  const name = (page: Page) => form(page).scope.getByRole('textbox', { name: 'Företagets namn' });

  test.beforeEach(async ({ page }) => {
    await host(page, '<p></p>');
    await fillUp(page);
    await host(page, TAG);
    await name(page).fill('Sågen');
    await expect(saved(page)).toBeVisible();
  });

  test('the answers are saved all the same, and are there at the next visit', async ({ page }) => {
    expect(await drafts(page)).toEqual([]);
    expect((await large(page)).map(({ answers }) => answers[0].raw)).toEqual(['Sågen']);
    const again = await comeBack(page, TAG);
    await expect(found(again)).toBeVisible();
    await form(again).press('draft.go_on');
    await expect(name(again)).toHaveValue('Sågen');
    await name(again).fill('Sågen i Storuman');
    const shown = async () => (await large(again)).map(({ answers }) => answers[0].raw);
    await expect.poll(shown).toEqual(['Sågen i Storuman']);
  });

  test('two windows do not destroy each other', async ({ page, context }) => {
    const second = await context.newPage();
    await host(second, TAG);
    await expect(found(second)).toBeVisible();
    await form(second).press('draft.go_on');
    await name(second).fill('Från det andra');
    const shown = async () => (await large(page)).map(({ answers }) => answers[0].raw);
    await expect.poll(shown).toEqual(['Från det andra']);
    await name(page).fill('Från det första');
    const told = form(page).scope.getByText(form(page).words('draft.elsewhere')).last();
    await expect(told).toBeVisible();
    expect(await shown()).toEqual(['Från det andra']);
  });

  test('only one of two windows sends, though the other could not hear of it', async ({ page, context, stored }) => {
    await form(page).next();
    await form(page).scope.getByRole('radio', { name: 'Ja' }).check();
    await form(page).next(true);
    await form(page).onReview();
    const shown = async () => (await large(page)).map(({ step }) => step);
    await expect.poll(shown).toEqual(['review']);
    const second = await context.newPage();
    await host(second, TAG);
    await form(second).press('draft.go_on');
    await form(second).onReview();
    await expect.poll(async () => (await large(page)).map(({ window }) => window)).not.toEqual([undefined]);
    await pause(second);
    await form(page).send();
    // Said at the foot, where one can take it back; that is what the focus goes to.
    const told = form(page).scope.getByText(form(page).words('draft.elsewhere')).last();
    await expect(told).toBeVisible();
    await expect(form(page).button('draft.here')).toBeFocused();
    await form(second).send();
    await form(second).onReceipt();
    expect(await stored()).toHaveLength(1);
  });

  test('what the database held is gone with the answer, when there is room again', async ({ page, stored }) => {
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) delete localStorage[key];
    });
    await name(page).fill('Sågen i Storuman');
    await expect.poll(async () => (await drafts(page))[0]?.answers?.[0].raw).toBe('Sågen i Storuman');
    await expect.poll(() => large(page)).toEqual([]);
    await form(page).next();
    await form(page).scope.getByRole('radio', { name: 'Ja' }).check();
    await form(page).next(true);
    await form(page).send();
    await form(page).onReceipt();
    expect(await stored()).toHaveLength(1);
    expect(await kept(page)).toEqual({});
    expect(await large(page)).toEqual([]);
  });

  test('what has arrived is gone', async ({ page, stored }) => {
    await form(page).next();
    await form(page).scope.getByRole('radio', { name: 'Ja' }).check();
    await form(page).next(true);
    await form(page).send();
    await form(page).onReceipt();
    expect(await stored()).toHaveLength(1);
    await expect.poll(() => large(page)).toEqual([]);
  });
});

test('who needs no database gets none', async ({ page }) => {
  await host(page, TAG);
  await form(page).scope.getByRole('textbox', { name: 'Företagets namn' }).fill('Sågen');
  await expect(saved(page)).toBeVisible();
  const again = await comeBack(page, TAG);
  await form(again).press('draft.go_on');
  await expect(form(again).scope.getByRole('textbox', { name: 'Företagets namn' })).toHaveValue('Sågen');
  expect(await again.evaluate(() => indexedDB.databases())).toEqual([]);
});

test.describe('where the database is not to be had', () => {
  /** `indexedDB.open` does what `how` says. */
  const spoil = (page: Page, how: 'hang' | 'throw') =>
    page.addInitScript((how) => {
      IDBFactory.prototype.open = () => {
        if (how === 'hang') return new EventTarget() as IDBOpenDBRequest;
        throw new DOMException('denied', 'SecurityError');
      };
    }, how);

  for (const how of ['hang', 'throw'] as const) {
    test(`large answers lie in localStorage all the same: ${how}`, async ({ page, stored }) => {
      await spoil(page, how);
      await host(page, STOR);
      for (let number = 1; number <= FIELDS; number += 1) await field(page, number).fill(`${number} ${LONG}`);
      await expect.poll(async () => (await drafts(page))[0]?.answers?.length).toBe(FIELDS);
      await expect(saved(page)).toBeVisible();
      const again = await page.context().newPage();
      await spoil(again, how);
      await page.close();
      await host(again, STOR);
      await form(again).press('draft.go_on');
      await expectWhole(again);
      await form(again).next(true);
      await form(again).send();
      await form(again).onReceipt();
      expect(await stored()).toHaveLength(1);
      expect(await kept(again)).toEqual({});
    });
  }

  test('who can read but not write goes on, is not told of another window, and sends', async ({ page, stored }) => {
    await begin(page);
    const again = await page.context().newPage();
    await again.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.close();
    await host(again, STOR);
    await form(again).press('draft.go_on');
    await expectWhole(again);
    await field(again, 1).fill(`Nytt ${LONG}`);
    await expect.poll(async () => (await drafts(again))[0]?.answers?.[0].raw.slice(0, 4)).toBe('Nytt');
    await expect(form(again).scope.getByText(form(again).words('draft.elsewhere'))).toHaveCount(0);
    await form(again).next(true);
    await form(again).send();
    await form(again).onReceipt();
    expect(await stored()).toHaveLength(1);
    expect(await kept(again)).toEqual({});
    await expect.poll(() => large(again)).toEqual([]);
  });
});

test('what is typed as the page goes away is there', async ({ page }) => {
  await begin(page);
  await field(page, 1).fill(`Sist ${LONG}`);
  await page.reload();
  await form(page).press('draft.go_on');
  await expect(field(page, 1)).toHaveValue(`Sist ${LONG}`);
});

test('a draft whose note is gone is found', async ({ page }) => {
  await begin(page);
  const again = await comeBack(page, '<p></p>');
  await again.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.split(':').length === 4) delete localStorage[key];
  });
  await host(again, STOR);
  await form(again).press('draft.go_on');
  await expectWhole(again);
});

test('one of which the database is gone is not offered for ever', async ({ page }) => {
  await begin(page);
  const [note] = await drafts(page);
  expect(note.large).toBe(true);
  const again = await comeBack(page, '<p></p>');
  await again.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase('behov:drafts').onsuccess = done)));
  await host(again, STOR);
  await form(again).press('draft.go_on');
  await expect(form(again).heading('Långa svar')).toBeVisible();
  await expect(field(again, 1)).toHaveValue('');
  expect(await kept(again)).toEqual({});
});
