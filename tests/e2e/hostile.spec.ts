// Pages that do to the form what pages do: resets, other people's scripts, a
// form around it, shortcuts. It looks, works and sends as ever.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Locator, Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { Keyboard } from './pages/hands.ts';
import { form, host, POLICY, TAG } from './support/host.ts';
import { expectTargets, expectWithin } from './support/measure.ts';

const INLINE = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

/** A page with this in its head, before the widget. */
const around = (page: Page, head: string, body = TAG) =>
  host(page, body, { policy: INLINE, script: `${head}<script type="module" src="/behov.js"></script>` });

/** The whole journey, and what was stored. */
async function works(page: Page, stored: () => Promise<any[]>): Promise<void> {
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  expect((await stored())[0].submission.org.name).toBe('Exempelsågen AB');
}

/** What a respondent sees of a page, but the size of the text. */
const looks = (page: Page) =>
  page.locator('behov-questionnaire').evaluate((element) => {
    const alike = [
      ...['display', 'visibility', 'margin', 'padding', 'borderTopWidth', 'borderTopColor', 'backgroundColor', 'color'],
      ...['fontWeight', 'fontStyle', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textAlign', 'textIndent', 'textTransform', 'whiteSpace', 'cursor'],
    ] as const;
    const seen = (selector: string) => {
      const node = element.shadowRoot!.querySelector(selector)!;
      const style = getComputedStyle(node) as unknown as Record<string, string>;
      const { width, height } = node.getBoundingClientRect();
      return { ...Object.fromEntries(alike.map((name) => [name, style[name]])), width, height };
    };
    return { heading: seen('.heading'), label: seen('.q-label'), field: seen('.q-field'), button: seen('.button.primary') };
  });

/** The sizes of all texts of the form, in pixels. */
const sizes = (page: Page) =>
  page.locator('behov-questionnaire').evaluate((element) => {
    const texts = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
    const sizes: number[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.textContent!.trim()) sizes.push(parseFloat(getComputedStyle(text.parentElement!).fontSize));
    }
    return sizes;
  });

for (const [what, css, letIn = ''] of [
  ['a reset with !important', '* { margin: 0 !important; padding: 0 !important; border: 0 !important; font: 8px serif !important; display: inline !important; box-sizing: content-box !important }', 'html { font-family: serif }'],
  ['`all: unset` on everything', '* { all: unset } head, style, script { display: none }'],
  ['what is inherited', 'html { letter-spacing: 0.5em; word-spacing: 2em; line-height: 4; text-align: right; text-indent: 3em; text-transform: uppercase; white-space: nowrap; font-weight: 900; font-style: italic; cursor: none }'],
  ['names like ours', '.button, .q, .q-field, .page, .nav, input, button, fieldset { display: none !important; color: red !important }'],
] as const) {
  test(`${what} changes nothing inside`, async ({ page, stored }) => {
    // The family of the text is the page's on purpose.
    await around(page, `<style>${letIn}</style>`);
    await expect(form(page).heading('Om er')).toBeVisible();
    const before = await looks(page);
    await page.evaluate(() => localStorage.clear());
    await around(page, `<style>${css}</style>`);
    await expect(form(page).heading('Om er')).toBeVisible();
    expect(await looks(page)).toEqual(before);
    // The size of the text is the page's, for those who made it larger.
    expect(Math.min(...(await sizes(page)))).toBeGreaterThanOrEqual(16);
    await works(page, stored);
  });
}

test('a page whose layers lie above everything leaves a whole form inside its place', async ({ page, stored }) => {
  await around(page, '<style>header { position: sticky; top: 0; height: 60px; z-index: 2147483647; background: #fff } main { position: relative; z-index: 0; transform: translateZ(0) }</style>');
  await page.evaluate(() => document.body.prepend(document.createElement('header')));
  await expectWithin(page, 'first');
  await works(page, stored);
});

test.describe('a bar that stays at the top of the page', () => {
  const HEIGHT = 60;

  /** What has the focus lies below the bar, and nothing lies over its middle. */
  async function expectUncovered(focused: Locator): Promise<void> {
    await expect(focused).toBeFocused();
    const { top, seen } = await focused.evaluate((element) => {
      const { top, left, width, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return { top, seen: there === (element.getRootNode() as ShadowRoot).host };
    });
    expect(top, 'where it begins').toBeGreaterThanOrEqual(HEIGHT);
    expect(seen, 'what one sees in its middle is of the form').toBe(true);
  }

  test.beforeEach(async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 500 });
    await around(page, `<style>header { position: sticky; top: 0; height: ${HEIGHT}px; z-index: 1; background: #fff } section { height: 900px }</style>`);
    await page.evaluate(() => {
      const [bar, before, after] = ['header', 'section', 'section'].map((name) => document.createElement(name));
      document.body.prepend(bar!, before!);
      document.body.append(after!);
    });
  });

  test('does not cover the errors of a page', async ({ page }) => {
    await form(page).next();
    await expectUncovered(form(page).summary(1));
  });

  test('does not cover the heading of the next page', async ({ page }) => {
    await form(page).fill(pages()[0]!);
    await form(page).next();
    await expectUncovered(form(page).heading('Ert behov'));
  });
});

test.describe('a form of the page around ours', () => {
  const FORM = `<form action="/elsewhere"><label>Sök <input name="q" value="kurser"></label>${TAG}<button>Sök</button></form>`;
  const visited = (page: Page) => page.evaluate(() => (window as any).submitted as number);

  test.beforeEach(async ({ page }) => {
    await page.route('**/elsewhere*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sök</title>' }));
    await page.addInitScript(() => {
      (window as any).submitted = 0;
      addEventListener('submit', () => ((window as any).submitted += 1), true);
    });
  });

  test('is not sent by Enter, from the first field to the receipt', async ({ page, stored }) => {
    await host(page, FORM);
    const keyboard = new Keyboard(page);
    const own = form(page, 'sv', keyboard);
    await own.fillAll(pages());
    await keyboard.press(own.change('Företagets namn'));
    const name = own.scope.getByRole('textbox', { name: 'Företagets namn', exact: true });
    await keyboard.retype(name, 'Sågen i Lycksele');
    // In a field it goes on in our form.
    await name.press('Enter');
    await own.onReview();
    await own.send();
    await own.onReceipt();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/host');
    expect(await visited(page)).toBe(0);
    expect((await stored()).map(({ submission }) => submission.org.name)).toEqual(['Sågen i Lycksele']);
  });

  test('is sent by its own button, with its own fields alone', async ({ page }) => {
    await host(page, FORM);
    await form(page).fill(pages()[0]!);
    // What is unsent is asked about.
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Sök', exact: true }).click();
    await page.waitForURL('**/elsewhere*');
    expect(new URL(page.url()).search).toBe('?q=kurser');
  });
});

test('patched built-ins of the page, as old libraries do, are no matter', async ({ page, stored, trouble }) => {
  await around(page, `<script>
    // prototype.js and its like.
    Array.prototype.each = function (act) { for (var i = 0; i < this.length; i++) act(this[i]); };
    Array.prototype.toJSON = function () { return 'patched'; };
    String.prototype.toJSON = function () { return 'patched'; };
    Object.prototype.extend = function () {};
    Array.from = function (of) { var all = []; for (var i = 0; i < of.length; i++) all.push(of[i]); return all; };
    Function.prototype.bind = (function (bind) { return function () { return bind.apply(this, arguments); }; })(Function.prototype.bind);
    Element.prototype.remove = (function (remove) { return function () { return remove.call(this); }; })(Element.prototype.remove);
  </script>`);
  await works(page, stored);
  expect(trouble.errors).toEqual([]);
});

test('zone.js around promises, timers and listeners is no matter', async ({ page, stored, trouble }) => {
  const zone = readFileSync(createRequire(import.meta.url).resolve('zone.js'), 'utf8');
  await page.route('**/zone.js', (route) => route.fulfill({ contentType: 'text/javascript', body: zone }));
  await around(page, '<script src="/zone.js"></script>');
  expect(await page.evaluate(() => [typeof (window as any).Zone, Promise.name])).toEqual(['function', 'ZoneAwarePromise']);
  await form(page).fill(pages()[0]!);
  await page.evaluate(() => {
    const element = document.querySelector('behov-questionnaire')!;
    element.remove();
    setTimeout(() => document.querySelector('main')!.append(element), 50);
  });
  await form(page).press('draft.go_on');
  await expect(form(page).scope.getByRole('textbox', { name: 'Företagets namn' })).toHaveValue('Exempelsågen AB');
  await works(page, stored);
  expect(trouble.errors).toEqual([]);
});

test('a page that asks for trusted types gets them', async ({ page, stored, trouble }) => {
  await host(page, TAG, { policy: `${POLICY}; require-trusted-types-for 'script'; trusted-types 'none'` });
  await works(page, stored);
  expect(trouble.errors).toEqual([]);
});

test('a framework that draws the element anew, and moves it, loses nothing', async ({ page, stored }) => {
  await host(page, `<div id="here">${TAG}</div><div id="there"></div>`);
  await form(page).fill(pages()[0]!);
  for (let time = 0; time < 5; time += 1) {
    await page.evaluate(() => {
      const [here, there] = ['here', 'there'].map((id) => document.getElementById(id)!);
      const [from, to] = here!.firstElementChild ? [here!, there!] : [there!, here!];
      // As React and Vue set what stands there already.
      const element = from.firstElementChild!;
      element.setAttribute('src', element.getAttribute('src')!);
      element.setAttribute('endpoint', element.getAttribute('endpoint')!);
      to.append(element);
    });
  }
  await expect(form(page).scope.getByRole('textbox', { name: 'Företagets namn' })).toHaveValue('Exempelsågen AB');
  await form(page).next();
  await form(page).fill(pages()[1]!);
  await form(page).next(true);
  await form(page).onReview();
  await form(page).send();
  await form(page).onReceipt();
  expect(await stored()).toHaveLength(1);
});

test('a page that is written from right to left keeps the form whole', async ({ page, stored }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await host(page, `<div dir="rtl">${TAG}</div>`);
  await expect(form(page).heading('Om er')).toBeVisible();
  await expectWithin(page, 'right to left');
  await expectTargets(form(page), 'right to left');
  await works(page, stored);
});

test('shortcuts of the page do not fire while one types', async ({ page, stored }) => {
  await around(page, `<script>
    window.fired = [];
    for (const name of ['keydown', 'keypress', 'keyup']) {
      document.addEventListener(name, (event) => window.fired.push(event.key));
    }
  </script>`);
  const name = form(page).scope.getByRole('textbox', { name: 'Företagets namn' });
  await name.pressSequentially('j/k?');
  expect(await page.evaluate(() => (window as any).fired.filter((key: string) => key.length === 1))).toEqual([]);
  await name.clear();
  await works(page, stored);
});

test('without a secure context it works all the same', async ({ page, baseURL, stored, browser, trouble }) => {
  trouble.expect(FAILED_LOAD);
  const port = new URL(baseURL!).port;
  const plain = await browser.newContext({ baseURL: `http://plain.test:${port}`, locale: 'sv-SE' });
  const visit = await plain.newPage();
  // The name leads to this machine, and is none that browsers trust.
  await visit.route('http://plain.test:*/**', async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/host') return route.fallback();
    url.hostname = '127.0.0.1';
    const response = await route.fetch({ url: url.href, headers: { ...route.request().headers(), origin: url.origin } });
    await route.fulfill({ response });
  });
  await host(visit, TAG);
  expect(await visit.evaluate(() => window.isSecureContext)).toBe(false);
  await works(visit, stored);
  await plain.close();
});
