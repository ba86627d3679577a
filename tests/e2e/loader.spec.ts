// The loader by itself: `public/behov.js`, `behov.classic.js` and `start.js`.

import { expect, test as base, type Page } from '@playwright/test';
import { open, policy, tag, type Site } from './loader/site.ts';

const test = base.extend<{ site: Site; go: () => Promise<void> }>({
  site: async ({}, use) => {
    const site = await open();
    await use(site);
    site.close();
  },
  go: async ({ page, site }, use) => {
    await page.addInitScript(() => {
      const told: unknown[] = [];
      const refused: string[] = [];
      document.addEventListener('behov-error', (event) => told.push((event as CustomEvent).detail));
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective));
      Object.assign(globalThis, { told, refused });
    });
    await use(async () => void (await page.goto(site.origin)));
  },
});

const heading = (page: Page) => page.locator('behov-questionnaire').getByRole('heading');
const alert = (page: Page) => page.locator('behov-questionnaire').getByRole('alert');
const fallback = (page: Page) => page.getByText('Fallback', { exact: true });
const global = <T>(page: Page, name: string) => page.evaluate((name) => Reflect.get(globalThis, name) as T, name);
const codes = async (page: Page) => (await global<{ code: string }[]>(page, 'told')).map(({ code }) => code);
const calls = (page: Page) => global<unknown[][]>(page, 'calls');

test('shows the form in place of the fallback, under a strict policy', async ({ page, site, go }) => {
  site.page.policy = `${policy}; require-trusted-types-for 'script'; trusted-types 'none'`;
  await go();
  await expect(heading(page)).toHaveText('One');
  await expect(fallback(page)).toBeHidden();
  expect(await calls(page)).toEqual([['mount', 'sv', '/q/one.json', '{"in":"sv"}']]);
  expect(await global(page, 'refused')).toEqual([]);
  expect(await codes(page)).toEqual([]);
});

test('compiles wasm that has a wrong media type', async ({ page, site, go }) => {
  site.types['/behov-1.wasm'] = 'application/octet-stream';
  await go();
  await expect(heading(page)).toHaveText('One');
});

for (const [language, known] of [['nb-NO', 'nb'], ['no', 'nb']] as const) {
  test(`takes the words for a page in ${language} from ${known}`, async ({ page, site, go }) => {
    site.page.language = language;
    await go();
    await expect(heading(page)).toHaveText('One');
    expect((await calls(page))[0]?.[3]).toBe(`{"in":"${known}"}`);
  });
}

test('has no words for a language that is not its own', async ({ page, site, go }) => {
  site.page.language = 'fi';
  await go();
  await expect(heading(page)).toHaveText('One');
  expect((await calls(page))[0]?.[3]).toBeNull();
});

test('takes the words for such a language from the folder of the page', async ({ page, site, go }) => {
  site.page.language = 'sma';
  site.page.body = tag.replace(' src', ' words="words" src');
  await go();
  await expect(heading(page)).toHaveText('One');
  expect((await calls(page))[0]?.[3]).toBe('{"in":"sma"}');
});

test('says that the policy of the page refuses wasm', async ({ page, site, go }) => {
  site.page.policy = policy.replace(" 'wasm-unsafe-eval'", '');
  await go();
  await expect(alert(page)).toContainText('Formuläret kan inte visas i den här webbläsaren');
  await expect(fallback(page)).toBeVisible();
  expect(await codes(page)).toEqual(['wasm.blocked']);
});

test('says that the browser has no wasm', async ({ page, site, go }) => {
  site.page.language = 'nn';
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await go();
  await expect(alert(page)).toContainText('Skjemaet kan ikkje visast i denne nettlesaren');
  await expect(alert(page)).toHaveAttribute('lang', 'nn');
  expect(await codes(page)).toEqual(['wasm.missing']);
});

for (const [path, trouble, code] of [
  ['/behov-1.wasm', 500, 'load.status'],
  ['/behov-1.wasm', 'half', 'load.network'],
  ['/behov-1.js', 'cut', 'load.network'],
  ['/behov-1.css', 'cut', 'load.network'],
  ['/sv-1.json', 404, 'load.status'],
  ['/q/one.json', 404, 'questionnaire.status'],
  ['/q/one.json', 'half', 'questionnaire.network'],
] as const) {
  test(`${trouble} at ${path} is ${code}, and can be tried again`, async ({ page, site, go }) => {
    site.trouble[path] = trouble;
    await go();
    await expect(alert(page)).toContainText('Formuläret kunde inte hämtas');
    await expect(fallback(page)).toBeVisible();
    expect(await codes(page)).toEqual([code]);
    const again = alert(page).getByRole('button', { name: 'Försök igen' });
    await again.press('Enter');
    await expect.poll(() => codes(page)).toEqual([code, code]);
    await expect(again).toBeFocused();
    site.trouble = {};
    await again.press('Enter');
    await expect(heading(page)).toBeFocused();
    await expect(alert(page)).toBeEmpty();
    await expect(fallback(page)).toBeHidden();
  });
}

test('says where a refused questionnaire is wrong, and leads elsewhere', async ({ page, site, go }) => {
  site.page.language = 'en';
  site.page.body = tag.replace('one', 'broken').replace('endpoint', 'fallback-href="/elsewhere" endpoint');
  await go();
  await expect(alert(page)).toContainText('The form cannot be shown: error in its file. json.syntax');
  await expect(alert(page).getByRole('link')).toHaveAttribute('href', '/elsewhere');
  await expect(alert(page).getByRole('button')).toHaveCount(0);
  await expect(fallback(page)).toBeVisible();
  expect(await global(page, 'told')).toEqual([{ code: 'json.syntax', pointer: '', line: 1, column: 2 }]);
});

test('tells after twenty seconds, and still shows what comes then', async ({ page, site, go }) => {
  await page.clock.install();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/q/one.json', async (route) => {
    await held;
    await route.continue();
  });
  await go();
  await page.clock.fastForward(10_000);
  await expect(alert(page)).toBeEmpty();
  await page.clock.fastForward(11_000);
  await expect(alert(page)).toContainText('Formuläret kunde inte hämtas');
  release();
  await expect(heading(page)).toHaveText('One');
  await expect(alert(page)).toBeEmpty();
});

test('a trap stops every form on the page, and none is entered again', async ({ page, site, go }) => {
  site.page.body = tag + tag.replace('one', 'two');
  await go();
  await expect(heading(page)).toHaveText(['One', 'Two']);
  await page.getByLabel('Name').first().fill('Typed');
  await page.getByRole('button', { name: 'Trap' }).first().click();
  for (const form of await page.locator('behov-questionnaire').all()) {
    await expect(form.getByRole('alert')).toContainText('Formuläret slutade fungera');
    await expect(form.getByRole('button', { name: 'Ladda om sidan' })).toBeVisible();
  }
  expect(await codes(page)).toEqual(['trap', 'trap']);
  const left = await page.evaluate(() => {
    const root = document.querySelector('behov-questionnaire')?.shadowRoot;
    const form = root?.querySelector<HTMLElement>('[part=root]');
    for (const button of form?.querySelectorAll('button') ?? []) button.click();
    return { typed: form?.querySelector('input')?.value, inert: form?.inert, entered: Reflect.get(globalThis, 'entered') };
  });
  expect(left).toEqual({ typed: 'Typed', inert: true, entered: 0 });
  await page.evaluate(() => {
    document.querySelector('behov-questionnaire')?.remove();
    document.body.append(Object.assign(document.createElement('behov-questionnaire')));
    document.body.lastElementChild?.setAttribute('src', '/q/one.json');
  });
  await expect(alert(page)).toHaveCount(2);
  await expect(alert(page).last()).toContainText('Formuläret slutade fungera');
});

test('a moved element keeps what was written, a removed one is ended', async ({ page, site, go }) => {
  site.page.body = `<section></section>${tag}`;
  await go();
  await page.getByLabel('Name').fill('Typed');
  await page.evaluate(() => {
    const element = document.querySelector('behov-questionnaire');
    if (element) document.querySelector('section')?.append(element);
  });
  await expect(page.locator('section').getByLabel('Name')).toHaveValue('Typed');
  expect((await calls(page)).length).toBe(1);
  await page.evaluate(() => {
    const element = document.querySelector('behov-questionnaire');
    element?.remove();
    Object.assign(globalThis, { element });
  });
  await expect.poll(async () => (await calls(page)).at(-1)).toEqual(['unmount']);
  await page.evaluate(() => document.body.append(Reflect.get(globalThis, 'element') as Node));
  await expect(heading(page)).toHaveText('One');
  await expect(page.getByLabel('Name')).toHaveValue('');
});

test('passes attributes on, and starts anew for another questionnaire only', async ({ page, go }) => {
  await go();
  await expect(fallback(page)).toBeHidden();
  const set = (name: string, value: string) =>
    page.locator('behov-questionnaire').evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  await set('src', '/q/one.json');
  await set('endpoint', '/elsewhere');
  await page.locator('behov-questionnaire').evaluate((element) => element.removeAttribute('endpoint'));
  expect((await calls(page)).slice(1)).toEqual([['set', 'endpoint', '/elsewhere'], ['set', 'endpoint', null]]);
  await set('src', '/q/two.json');
  await expect(heading(page)).toHaveText('Two');
});

test('waits for a questionnaire to be named', async ({ page, site, go }) => {
  site.page.body = tag.replace('src=', 'data-src=');
  await go();
  await expect(fallback(page)).toBeVisible();
  await page.locator('behov-questionnaire').evaluate((element) => element.setAttribute('src', '/q/two.json'));
  await expect(heading(page)).toHaveText('Two');
});

for (const [what, head] of [
  ['two versions of the module', '<script type="module" src="/behov.js"></script><script type="module" src="/other/behov.js"></script>'],
  ['the classic script twice', '<script src="/behov.classic.js"></script><script src="/behov.classic.js"></script>'],
] as const) {
  test(`${what}: each div becomes one form, a late and a moved one too`, async ({ page, site, go }) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    site.page.head = head;
    site.page.body = '<div data-behov-src="/q/one.json" data-behov-fallback-href="/f"><p>Fallback</p></div>';
    await go();
    await expect(heading(page)).toHaveText(['One']);
    await expect(fallback(page)).toBeHidden();
    await expect(page.locator('behov-questionnaire')).toHaveAttribute('fallback-href', '/f');
    await page.evaluate(() => {
      const section = document.createElement('section');
      const div = document.createElement('div');
      div.dataset.behovSrc = '/q/two.json';
      section.append(div);
      document.body.append(section);
    });
    await expect(heading(page)).toHaveText(['One', 'Two']);
    await page.evaluate(() => document.body.prepend(...document.querySelectorAll('section')));
    await expect(heading(page)).toHaveText(['Two', 'One']);
    expect((await calls(page)).filter(([call]) => call === 'mount').length).toBe(2);
    expect(failures).toEqual([]);
  });
}

test('mount() puts a form where a script wants it', async ({ page, site, go }) => {
  site.page.body = '<main><p>Fallback</p></main>';
  await go();
  const name = await page.evaluate(async () => {
    const { mount } = await import(new URL('/behov.js', location.href).href);
    return mount(document.querySelector('main'), { src: '/q/two.json' }).localName;
  });
  expect(name).toBe('behov-questionnaire');
  await expect(heading(page)).toHaveText('Two');
  await expect(fallback(page)).toBeHidden();
});
