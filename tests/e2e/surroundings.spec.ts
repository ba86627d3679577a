// Where a form may stand: a page with a base, in another shadow root, in a frame
// of an origin of its own that keeps nothing, in a page that is XML.

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, test } from './fixtures/test.ts';
import { Form } from './pages/form.ts';
import { Mouse } from './pages/hands.ts';
import { form, host, POLICY, TAG } from './support/host.ts';

/** The whole journey with a look at what is wrong first, and what was stored. */
async function works(page: Page, questionnaire: Form, stored: () => Promise<any[]>): Promise<void> {
  const address = page.url();
  const before = await page.evaluate(() => history.length);
  await expect(questionnaire.heading('Om er')).toBeVisible();
  await questionnaire.next();
  await questionnaire.anySummary().getByRole('button').first().click();
  await expect(questionnaire.scope.getByRole('textbox', { name: 'Företagets namn', exact: true })).toBeFocused();
  await questionnaire.fillAll(pages());
  await questionnaire.send();
  await questionnaire.onReceipt();
  expect((await stored()).map(({ submission }) => submission.org.name)).toEqual(['Exempelsågen AB']);
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => history.length)).toBe(before);
}

test('a page with a base elsewhere and a fragment of its own', async ({ page, stored, trouble }) => {
  const script = '<base href="/elsewhere/"><script type="module" src="/behov.js"></script>';
  // Addresses of the tag are those of the page: they follow its base.
  await page.route('**/elsewhere/kort.json', async (route) => {
    await route.fulfill({ response: await route.fetch({ url: route.request().url().replace('elsewhere/kort', 'q/e2e-kort') }) });
  });
  await host(page, TAG.replace('/q/e2e-kort.json', 'kort.json'), { script, fragment: '#main' });
  await works(page, form(page), stored);
  expect(trouble.errors).toEqual([]);
});

test('inside the shadow root of a component of the page', async ({ page, stored, trouble }) => {
  await host(page, '<div id="component"></div>');
  await page.evaluate((tag) => {
    const root = document.getElementById('component')!.attachShadow({ mode: 'open' });
    root.innerHTML = `<section>${tag}</section>`;
  }, TAG);
  await works(page, form(page), stored);
  expect(trouble.errors).toEqual([]);
});

test('in a frame that may do nothing but run: it says that nothing is kept, and sends', async ({ page, stored, trouble }) => {
  await page.route('**/framed', (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="sv"><head><title>Ram</title><script type="module" src="/behov.js"></script></head><body><main>${TAG}</main></body></html>`,
    }),
  );
  // A browser lets no page of unknown origin reach this very machine: what it asks for is handed on.
  await page.route(/\/(behov|sv)[^/]*\.(js|wasm|css|json)$|\/q\/[^/]+\.json$/, async (route) => {
    const response = await route.fetch();
    expect(response.headers()['access-control-allow-origin']).toBe('*');
    await route.fulfill({ response });
  });
  // The frame's origin is none: who receives its answers must allow that.
  const allowed = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key' };
  await page.route('**/api/v1/submissions', async (route) => {
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: allowed });
    const { origin, ...headers } = await route.request().allHeaders();
    expect(origin).toBe('null');
    const response = await route.fetch({ headers });
    await route.fulfill({ response, headers: { ...response.headers(), ...allowed } });
  });
  const policy = `${POLICY}; frame-src 'self'`;
  await host(page, '<iframe title="Enkät" sandbox="allow-scripts" src="/framed" width="900" height="900"></iframe>', { policy });
  const framed = new Form(page.frameLocator('iframe').getByRole('main'), 'sv', new Mouse());
  await framed.fillAll(pages());
  await expect(framed.scope.getByText(framed.words('draft.refused')).last()).toBeVisible();
  await framed.send();
  await framed.onReceipt();
  expect((await stored()).map(({ submission }) => submission.org.name)).toEqual(['Exempelsågen AB']);
  expect(trouble.errors).toEqual([]);
});

// Chromium runs no module script there, but what a plain one imports.
test('in a page that is XML, by the plain script tag', async ({ page, stored, trouble }) => {
  const body = `<?xml version="1.0" encoding="utf-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="sv" xml:lang="sv"><head><title>Värdsida</title>
    <link rel="icon" href="/demo/granfors.svg"/><script src="/behov.classic.js"></script></head>
    <body><main>${TAG}</main></body></html>`;
  const headers = { 'Content-Type': 'application/xhtml+xml; charset=utf-8', 'Content-Security-Policy': POLICY };
  await page.route('**/page.xhtml', (route) => route.fulfill({ headers, body }));
  await page.goto('/page.xhtml');
  expect(await page.evaluate(() => document.contentType)).toBe('application/xhtml+xml');
  await works(page, form(page), stored);
  expect(trouble.errors).toEqual([]);
});
