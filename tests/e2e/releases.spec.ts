// Two releases on one page, and a trap with two forms on it, with the real wasm:
// a page has files of one release only, and what was written is there afterwards.

import { readdirSync, readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { Form } from './pages/form.ts';
import { Mouse } from './pages/hands.ts';
import { host, TAG } from './support/host.ts';
import { inCheckout } from './support/places.ts';
import { breakable } from './support/trap.ts';

const dist = process.env.BEHOV_DIST ?? inCheckout('dist');
const TWO = `<section aria-label="Den ena">${TAG}</section><section aria-label="Den andra">${TAG}</section>`;
const inRegion = (page: Page, name: string) => new Form(page.getByRole('region', { name }), 'sv', new Mouse());
const nameField = (of: Form) => of.scope.getByRole('textbox', { name: 'Företagets namn', exact: true });

/** The hash in a file's name, as another release has it. */
const rehash = (text: string) => text.replace(/-([0-9a-f]{9})\./g, (_, hash: string) => `-${[...hash].reverse().join('')}.`);

/** The files of another release: the same, by other names. */
function another(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(dist).filter((name) => /\.(js|css|wasm|json)$/.test(name))) {
    const content = readFileSync(`${dist}/${name}`);
    files.set(rehash(name), /\.js$/.test(name) ? Buffer.from(rehash(content.toString())) : content);
  }
  return files;
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', json: 'application/json' };

/** Serves the other release; the paths that the page asks for. */
async function serve(page: Page): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const files = another();
  await page.route('**/other/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const body = files.get(name);
    return body ? route.fulfill({ body, contentType: TYPES[name.split('.').at(-1)!]! }) : route.fulfill({ status: 404 });
  });
  return asked;
}

for (const [what, scripts] of [
  ['a newer release after an older one', ['/behov.js', '/other/behov.js']],
  ['an older release after a newer one', ['/other/behov.js', '/behov.js']],
  ['plain script tags of two releases', ['/behov.classic.js', '/other/behov.classic.js']],
] as const) {
  test(`${what}: both forms work, with the files of one release`, async ({ page, stored, heard, trouble }) => {
    const asked = await serve(page);
    const tags = scripts.map((src) => (src.includes('classic') ? `<script defer src="${src}"></script>` : `<script type="module" src="${src}"></script>`));
    await host(page, TWO, { script: tags.join('') });
    for (const name of ['Den ena', 'Den andra']) {
      const form = inRegion(page, name);
      await form.fillAll(pages(`Sågen ${name}`));
      await form.send();
      await form.onReceipt();
    }
    expect((await stored()).map(({ submission }) => submission.org.name)).toEqual(['Sågen Den ena', 'Sågen Den andra']);
    expect((await heard('behov-ready'))).toHaveLength(2);
    const hashed = asked.filter((path) => /-[0-9a-f]{9}\./.test(path));
    const [first] = scripts;
    const other = hashed.filter((path) => path.startsWith('/other/'));
    // Which of two classic tags imports first is the browser's to say.
    if (!first.includes('classic')) expect(other.length).toBe(first.startsWith('/other/') ? hashed.length : 0);
    expect([0, hashed.length]).toContain(other.length);
    // Each file once.
    expect(new Set(hashed).size).toBe(hashed.length);
    expect(trouble.errors).toEqual([]);
  });
}

test('after a trap both forms say so, nothing is entered again, and a reload brings both drafts back', async ({ page, heard, trouble }) => {
  trouble.expect(/unreachable/, FAILED_LOAD);
  page.on('dialog', (dialog) => dialog.accept());
  await breakable(page);
  const [one, other] = [inRegion(page, 'Den ena'), inRegion(page, 'Den andra')];
  await host(page, TWO);
  await nameField(one).fill('Sågen');
  await nameField(other).fill('Snickeriet');
  const drafts = () =>
    page.evaluate(() => {
      const found = Object.entries({ ...localStorage }).filter(([key]) => key.split(':').length === 4);
      return found.map(([, text]) => JSON.parse(text).answers[0].raw).sort();
    });
  await expect.poll(drafts).toEqual(['Snickeriet', 'Sågen']);
  await page.evaluate(() => ((window as any).broken = true));
  await nameField(one).press('X');
  for (const form of [one, other]) await expect(form.scope.getByText('Formuläret slutade fungera.')).toBeVisible();
  expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['trap', 'trap']);

  const calls = () => page.evaluate(() => (window as any).calls);
  expect(await calls()).toBe(1);
  await page.evaluate(async () => {
    for (const type of ['online', 'pagehide', 'storage', 'focus']) dispatchEvent(new Event(type));
    document.dispatchEvent(new Event('visibilitychange'));
    for (const element of document.querySelectorAll('behov-questionnaire')) {
      // A person is kept from them; what clicks for one is not.
      for (const button of element.shadowRoot!.querySelectorAll<HTMLElement>('[part=root] button')) button.click();
      element.setAttribute('lang', 'nb');
    }
    await new Promise((done) => setTimeout(done, 1500));
  });
  expect(await calls(), 'entered again').toBe(1);
  expect(new URL(page.url()).search, 'answers in the address').toBe('');
  expect(await drafts()).toEqual(['Snickeriet', 'Sågen']);

  await one.scope.getByRole('button', { name: /Ladda om sidan|Last siden/ }).click();
  for (const form of [one, other]) await form.press('draft.go_on');
  await expect.poll(async () => [await nameField(one).inputValue(), await nameField(other).inputValue()].sort()).toEqual(['Snickeriet', 'Sågen']);
});
