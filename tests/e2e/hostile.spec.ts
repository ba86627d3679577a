// Pages that do to the form what pages do: resets, other people's scripts, a
// form around it, shortcuts. It looks, works and sends as ever.

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
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

/** What a respondent sees of the first field and the button. */
const looks = (page: Page) =>
  page.locator('behov-questionnaire').evaluate((element) => {
    const seen = (selector: string) => {
      const node = element.shadowRoot!.querySelector(selector)!;
      const style = getComputedStyle(node);
      const { width, height } = node.getBoundingClientRect();
      return [style.display, style.fontSize, style.borderTopWidth, style.backgroundColor, style.visibility, width > 100, height >= 44];
    };
    return [seen('.q-field'), seen('.button.primary')];
  });

for (const [what, css] of [
  ['a reset with !important', '* { margin: 0 !important; padding: 0 !important; border: 0 !important; font: 8px serif !important; display: inline !important; box-sizing: content-box !important }'],
  ['`all: unset` on everything', '* { all: unset } head, style, script { display: none }'],
  ['names like ours', '.button, .q, .q-field, .page, .nav, input, button, fieldset { display: none !important; color: red !important }'],
] as const) {
  test(`${what} changes nothing inside`, async ({ page, stored }) => {
    await host(page, TAG);
    await expect(form(page).heading('Om er')).toBeVisible();
    const before = await looks(page);
    await page.evaluate(() => localStorage.clear());
    await around(page, `<style>${css}</style><style>behov-questionnaire { visibility: visible !important; display: block !important; width: 40em !important }</style>`);
    await expect(form(page).heading('Om er')).toBeVisible();
    const now = await looks(page);
    // The size of the text is the page's, for those who made it larger.
    expect(now.map(([display, , border, background, visibility]) => [display, border, background, visibility]))
      .toEqual(before.map(([display, , border, background, visibility]) => [display, border, background, visibility]));
    await works(page, stored);
  });
}

test('a page whose layers lie above everything leaves a whole form inside its place', async ({ page, stored }) => {
  await around(page, '<style>header { position: sticky; top: 0; height: 60px; z-index: 2147483647; background: #fff } main { position: relative; z-index: 0; transform: translateZ(0) }</style>');
  await page.evaluate(() => document.body.prepend(document.createElement('header')));
  await expectWithin(page, 'first');
  await works(page, stored);
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

test('zones around promises, timers and listeners, as zone.js makes them, are no matter', async ({ page, stored, trouble }) => {
  await around(page, `<script>
    const wrap = (name, at = 0) => {
      const own = window[name];
      window[name] = function (...args) {
        const act = args[at];
        if (typeof act === 'function') args[at] = function () { return act.apply(this, arguments); };
        return own.apply(this, args);
      };
    };
    ['setTimeout', 'setInterval', 'queueMicrotask', 'requestAnimationFrame'].forEach((name) => wrap(name));
    class ZoneAwarePromise extends Promise {}
    window.Promise = ZoneAwarePromise;
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, act, options) {
      return add.call(this, name, typeof act === 'function' ? function () { return act.apply(this, arguments); } : act, options);
    };
    const own = window.fetch;
    window.fetch = (...args) => new ZoneAwarePromise((done, failed) => own(...args).then(done, failed));
  </script>`);
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
