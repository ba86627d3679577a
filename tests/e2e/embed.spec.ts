// What a webmaster relies on: several on a page, moved, removed, inserted late,
// and nothing of the page's touched.

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { kraftsamling, treindustri } from './answers/situations.ts';
import { expect, test } from './fixtures/test.ts';
import { Form } from './pages/form.ts';
import { Mouse } from './pages/hands.ts';
import { hold } from './support/held.ts';
import { FALLBACK, form, host, TAG } from './support/host.ts';

const TWO = `<section aria-label="Den ena">${TAG}</section><section aria-label="Den andra">${TAG}</section>`;

const inRegion = (page: Page, name: string) => new Form(page.getByRole('region', { name }), 'sv', new Mouse());

const nameField = (of: Form) => of.scope.getByRole('textbox', { name: 'Företagets namn', exact: true });

test('two on a page have nothing to do with each other', async ({ page, stored, heard }) => {
  await host(page, TWO);
  const [one, other] = [inRegion(page, 'Den ena'), inRegion(page, 'Den andra')];
  await one.fill(pages('Exempelsågen AB')[0]);
  await other.fill(pages('Exempelsnickeriet AB')[0]);
  await expect(nameField(one)).toHaveValue('Exempelsågen AB');
  await one.next();
  await expect(one.heading('Ert behov')).toBeFocused();
  await expect(other.heading('Om er')).toBeVisible();

  // A press on "next" in one finds nothing wrong in the other.
  await one.next(true);
  await expect(one.anySummary()).toBeFocused();
  await expect(other.anySummary()).toHaveCount(0);

  for (const each of [one, other]) {
    if (each === other) await other.next();
    await each.fill(pages()[1]);
    await each.next(true);
    await each.onReview();
    await each.send();
    await each.onReceipt();
  }
  const submissions = (await stored()).map((line) => line.submission);
  expect(submissions.map((submission) => submission.org.name)).toEqual(['Exempelsågen AB', 'Exempelsnickeriet AB']);
  const ids = submissions.map((submission) => submission.meta.id);
  expect(new Set(ids).size).toBe(2);
  const submitted = await heard('behov-submitted');
  expect(submitted.map(({ index, detail }) => [index, detail.id])).toEqual([
    [0, ids[0]],
    [1, ids[1]],
  ]);
});

test('two on a page load every file once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await host(page, TWO);
  for (const name of ['Den ena', 'Den andra']) await expect(inRegion(page, name).heading('Om er')).toBeVisible();
  const files = () => asked.filter((path) => /-[0-9a-f]{8,}\./.test(path)).map((path) => path.replace(/-[0-9a-f]+\./, '.'));
  // The rest comes after the first page; by then all is asked for.
  await expect.poll(files).toContain('/behov-rest.wasm');
  expect(files().sort()).toEqual(['/behov-rest.wasm', '/behov.css', '/behov.js', '/behov.wasm', '/sv.json']);
});

test('the demo with two questionnaires shows both, each in its language', async ({ page }) => {
  await page.goto('/demo/two.html');
  const swedish = new Form(page.getByRole('region', { name: 'Den svenska arbetsplatsen' }), 'sv', new Mouse());
  const norwegian = new Form(page.getByRole('region', { name: 'Den norska arbetsplatsen' }), 'nb', new Mouse());
  await expect(swedish.heading(kraftsamling.pages[0].title)).toBeVisible();
  await expect(norwegian.heading(treindustri('nb').pages[0].title)).toBeVisible();
  await expect(swedish.button('nav.next')).toBeVisible();
  await expect(norwegian.button('nav.next')).toBeVisible();
});

test('a moved element keeps what was written, and where one is', async ({ page, heard }) => {
  await host(page, `${TAG}<section aria-label="Dit"></section>`);
  const before = form(page);
  await before.fill(pages()[0]);
  await before.next();
  await before.scope.getByRole('radio', { name: 'Ja', exact: true }).check();
  await page.evaluate(() => {
    document.querySelector('section')!.append(document.querySelector('behov-questionnaire')!);
  });
  const after = inRegion(page, 'Dit');
  await expect(after.heading('Ert behov')).toBeVisible();
  await expect(after.scope.getByRole('radio', { name: 'Ja', exact: true })).toBeChecked();
  await after.press('nav.back');
  await expect(nameField(after)).toHaveValue('Exempelsågen AB');
  // It still answers to what is written.
  await nameField(after).fill('');
  await after.next();
  await expect(after.anySummary()).toBeFocused();
  expect(await heard('behov-ready')).toHaveLength(1);
});

test('a removed element ends, and is there again with what was written when it is added again', async ({ page, heard, trouble }) => {
  await host(page, TAG);
  await form(page).fill(pages()[0]);
  await page.evaluate(() => {
    const element = document.querySelector('behov-questionnaire')!;
    element.remove();
    (window as any).kept = element;
  });
  await page.evaluate(() => document.querySelector('main')!.append((window as any).kept));
  await form(page).press('draft.go_on');
  await expect(nameField(form(page))).toHaveValue('Exempelsågen AB');
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  expect(await heard('behov-ready')).toHaveLength(2);
  expect(trouble.errors).toEqual([]);
});

test('an element that is added, removed and added at once is drawn once', async ({ page }) => {
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
  await page.evaluate(() => {
    const main = document.querySelector('main')!;
    const element = document.querySelector('behov-questionnaire')!;
    for (let times = 0; times < 5; times += 1) {
      element.remove();
      main.append(element);
    }
  });
  await page.evaluate(async () => {
    const main = document.querySelector('main')!;
    const element = document.querySelector('behov-questionnaire')!;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 0));
    main.append(element);
  });
  await expect(form(page).heading('Om er')).toHaveCount(1);
});

test('an element that is removed and added while it loads offers the draft all the same', async ({ page }) => {
  await host(page, TAG);
  await form(page).fill(pages()[0]);
  await expect(form(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
  const arrive = await hold(page, '**/behov-rest-*.wasm');
  await page.reload();
  for (let times = 0; times < 3; times += 1) {
    await page.evaluate(async () => {
      const element = document.querySelector('behov-questionnaire')!;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 300));
      document.querySelector('main')!.append(element);
    });
  }
  arrive();
  await form(page).press('draft.go_on');
  await expect(nameField(form(page))).toHaveValue('Exempelsågen AB');
});

test('an element that is inserted late is shown', async ({ page }) => {
  await host(page, '<p>Vänta.</p>');
  await page.evaluate(() => {
    const element = document.createElement('behov-questionnaire');
    element.setAttribute('src', '/q/e2e-kort.json');
    document.querySelector('main')!.append(element);
  });
  await expect(form(page).heading('Om er')).toBeVisible();
});

const DIV = `<div data-behov-src="/q/e2e-kort.json" data-behov-endpoint="/api/v1/submissions"><p>${FALLBACK}</p></div>`;

test('a div does the same as the tag, inserted late too', async ({ page, stored }) => {
  await host(page, `<section aria-label="Den ena">${DIV}</section><section aria-label="Den andra"></section>`);
  await expect(inRegion(page, 'Den ena').heading('Om er')).toBeVisible();
  await page.evaluate((html) => {
    document.querySelectorAll('section')[1].innerHTML = html;
  }, DIV);
  const late = inRegion(page, 'Den andra');
  await late.fillAll(pages());
  await late.send();
  await late.onReceipt();
  expect(await stored()).toHaveLength(1);
});

test('a plain script tag is enough, however often it is pasted', async ({ page, heard }) => {
  const script = '<script defer src="/behov.classic.js"></script>';
  await host(page, `${TAG}${script}`, { script });
  await expect(form(page).heading('Om er')).toBeVisible();
  expect(await heard('behov-ready')).toHaveLength(1);
});

test('a script can mount one into an element of its own', async ({ page }) => {
  await host(page, `<div id="survey"><p>${FALLBACK}</p></div>`, { script: '' });
  await page.evaluate(async (url) => {
    const { mount } = await import(url);
    mount(document.querySelector('#survey'), { src: '/q/e2e-kort.json' });
  }, '/behov.js');
  await expect(form(page).heading('Om er')).toBeVisible();
  await expect(page.getByText(FALLBACK)).toBeHidden();
});

test('the page language decides, a change of it takes effect, and nothing written is lost', async ({ page }) => {
  await host(page, TAG, { lang: 'nb-NO' });
  const norwegian = form(page, 'nb');
  await norwegian.scope.getByRole('textbox', { name: 'Navnet på bedriften', exact: true }).fill('Exempelsågen AB');
  await page.evaluate(() => document.querySelector('behov-questionnaire')!.setAttribute('lang', 'sv'));
  const swedish = form(page, 'sv');
  await expect(nameField(swedish)).toHaveValue('Exempelsågen AB');
  await expect(swedish.button('nav.next')).toBeVisible();
});

test('the fallback is there until the form is ready, and then it is not', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await host(page, TAG);
  await expect(page.getByText(FALLBACK)).toBeVisible();
  await expect(form(page).heading('Om er')).toHaveCount(0);
  release();
  await expect(form(page).heading('Om er')).toBeVisible();
  await expect(page.getByText(FALLBACK)).toBeHidden();
});

test('a whole journey leaves the host page as it was', async ({ page, context, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`) && !request.url().startsWith('blob:')) elsewhere.push(request.url());
  });
  await page.addInitScript(() => {
    const seen: string[] = ((window as any).seen = []);
    for (const type of ['hashchange', 'popstate', 'submit', 'storage']) addEventListener(type, () => seen.push(type));
  });
  await host(page, `<form aria-label="Sök"><label>Sök <input name="q"></label></form>${TAG}`);
  await expect(form(page).heading('Om er')).toBeVisible();
  const look = () =>
    page.evaluate(async () => ({
      url: location.href,
      history: history.length,
      title: document.title,
      body: [...document.body.children].map((element) => element.outerHTML),
      head: document.head.innerHTML,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      globals: Object.keys(window).filter((key) => !['axe', 'heard', 'seen'].includes(key)),
      storage: [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length],
      cookie: document.cookie,
      seen: (window as any).seen,
    }));
  const before = await look();
  await form(page).fill(pages()[0]);
  await form(page).press('nav.next');
  await form(page).press('nav.back');
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  expect(await look()).toEqual(before);
  expect(before.storage).toEqual([0, 0, 0]);
  expect(before.seen).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('Enter in a field goes on in the form, not in the page around it', async ({ page, baseURL, heard }) => {
  await host(page, TAG);
  await nameField(form(page)).fill('Exempelsågen AB');
  await nameField(form(page)).press('Enter');
  await expect(form(page).heading('Ert behov')).toBeFocused();
  await form(page).scope.getByRole('radio', { name: 'Ja', exact: true }).check();
  await form(page).scope.getByRole('radio', { name: 'Ja', exact: true }).press('Enter');
  await form(page).onReview();
  expect(page.url()).toBe(`${baseURL}/host`);
  // A page that had been left would have forgotten.
  expect((await heard('behov-step')).map(({ detail }) => detail.step)).toEqual(['need', 'review']);
});
