// Questionnaires and code lists that were made to do harm: each is shown as text,
// refused with a finding or bounded; nothing of them runs, nothing traps, and the
// page never stands still for a second.

import type { Page } from '@playwright/test';

import { Collector } from './fixtures/collector.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { BEGINNINGS, beginnings, inherited, LISTS, REFUSED, TOO_LARGE } from './hostile/files.ts';
import { Watch } from './hostile/watch.ts';
import { FALLBACK, form, host, TAG } from './support/host.ts';

const OWN = /^\/(host|demo\/granfors\.svg|behov[^/]*|sv-[0-9a-f]+\.json|q\/[^/]+\.json|codelists\/[^/]+\.json|api\/v1\/submissions)$/;

/** Serves `text` in place of the short questionnaire, and opens a page with it. */
async function open(page: Page, text: string): Promise<Watch> {
  const watch = new Watch(page);
  await watch.begin(OWN);
  await page.route('**/q/e2e-kort.json', (route) => route.fulfill({ body: text, contentType: 'application/json' }));
  await host(page, TAG);
  await page.waitForFunction(() => (window as any).heard.length > 0);
  return watch;
}

for (const [what, [code, text]] of Object.entries({ ...REFUSED, ...TOO_LARGE })) {
  test(`${what}: refused at once, with ${code}`, async ({ page, heard, trouble }) => {
    const watch = await open(page, text());
    expect((await heard()).map(({ type, detail }) => [type, detail.code])).toEqual([['behov-error', code]]);
    await expect(page.getByRole('alert')).toContainText('Formuläret kan inte visas: fel i filen.');
    await expect(page.getByText(FALLBACK)).toBeVisible();
    await watch.end();
    expect(trouble.errors).toEqual([]);
  });
}

test('texts of nothing but beginnings of marks are shown as they are, at once', async ({ page, heard }) => {
  test.setTimeout(120_000);
  for (const mark of BEGINNINGS) {
    await test.step(JSON.stringify(mark), async () => {
      const watch = await open(page, beginnings(mark));
      expect((await heard()).map(({ type }) => type)).toEqual(['behov-ready']);
      await watch.end();
      await page.unroute('**/q/e2e-kort.json');
      await page.evaluate(() => localStorage.clear());
    });
  }
});

test('names that objects have already are names like others: asked, sent and stored', async ({ browser, trouble }) => {
  const collector = await Collector.start({ questionnaires: { 'constructor/1.0.0.json': inherited() } });
  try {
    const context = await browser.newContext({ baseURL: collector.address, locale: 'sv-SE' });
    const page = await context.newPage();
    trouble.watch(page);
    await host(page, TAG.replace('e2e-kort', 'constructor'));
    const { scope } = form(page);
    await expect(form(page).heading('Namn')).toBeVisible();
    for (const box of await scope.locator('[part~=question] input[type=text]').all()) await box.fill('Svar');
    await scope.getByRole('radio', { name: '__proto__', exact: true }).check();
    await expect(scope.getByText('Sparat på den här enheten')).toBeVisible();
    // Also by way of a draft.
    await page.reload();
    await form(page).press('draft.go_on');
    await form(page).next(true);
    await form(page).onReview();
    await form(page).send();
    await form(page).onReceipt();
    const [{ submission }] = await collector.stored();
    const names = ['constructor', 'tostring', 'valueof', 'prototype', 'hasownproperty'];
    expect(Object.entries(submission.x.constructor).sort()).toEqual(names.map((name) => [name, 'Svar']).sort());
    expect(submission.x.e2e.choice).toBe('__proto__');
    expect(trouble.errors).toEqual([]);
    await context.close();
  } finally {
    await collector.stop();
  }
});

for (const [what, { body, usable, also }] of Object.entries(LISTS)) {
  test(`a code list with ${what}: ${usable ? 'searched as text' : 'refused, and own words are an answer'}`, async ({ page, heard, trouble }) => {
    trouble.expect(FAILED_LOAD);
    const watch = new Watch(page);
    await watch.begin(OWN);
    const asked = { id: 'x.e2e.area', type: 'code', list: 'yh-area', label: { sv: 'Område', nb: 'Område' } };
    await page.route('**/q/e2e-kort.json', async (route) => {
      const document = await (await route.fetch()).json();
      document.pages[0].questions = [asked];
      await route.fulfill({ json: document });
    });
    await page.route('**/codelists/yh-area.json', (route) => route.fulfill({ body: body(), contentType: 'application/json' }));
    await host(page, TAG);
    const field = form(page).scope.getByRole('combobox', { name: 'Område' });
    await field.fill('tekn');
    if (usable) {
      const first = form(page).scope.getByRole('option').first();
      await first.waitFor({ timeout: 30_000 });
      await expect(first).toContainText('Teknik');
      if (also) {
        await field.fill(also);
        await expect(first).toContainText(also);
        await field.fill('tekn');
        await expect(first).toContainText('Teknik');
      }
      await first.click();
      await expect(field).toHaveValue(/^Teknik/);
    } else {
      await expect(form(page).scope.getByText('Listan kunde inte hämtas')).toBeVisible({ timeout: 30_000 });
      expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['codelist.format']);
      await field.fill('Egna ord');
    }
    await form(page).next();
    await expect(form(page).heading('Ert behov')).toBeVisible();
    await watch.end();
    expect((await heard('behov-error')).map(({ detail }) => detail.code)).not.toContain('trap');
  });
}
