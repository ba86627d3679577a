// Nothing that is typed is told to the console, put into an address, or heard by
// the page around the form; faults change nothing about that.

import { pages } from './answers/short.ts';
import { choice } from './pages/controls/choice.ts';
import { consent } from './pages/controls/consent.ts';
import { rows } from './pages/controls/rows.ts';
import { number, text } from './pages/controls/text.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import type { Filled } from './pages/form.ts';
import { form, host, TAG } from './support/host.ts';

/** What is typed, each unlike anything else. */
const TYPED = {
  name: 'Zyxwsågen Qvarn',
  number: '556036-0793',
  employees: '7391',
  occupation: 'Klyvmästare Jqx',
  comment: 'Wkzx fritext &?=#',
  person: 'Kim Hjqvist',
  email: 'kim.hjqvist@zyxwsagen.example',
};

const answers: Filled[] = [
  {
    title: 'Om er',
    answers: [text('Företagets namn', TYPED.name), text('Organisationsnummer', TYPED.number), choice('Sektor', 'Privat'), number('Antal anställda', TYPED.employees)],
  },
  { title: 'Ert behov', answers: [rows('Yrken ni behöver', 'Lägg till ett yrke', 'Yrke', [text('Vilket yrke?', TYPED.occupation)]), text('Annat', TYPED.comment)] },
  { title: 'Kontakt', answers: [consent('Ni får höra av er'), text('Ditt namn', TYPED.person), text('E-post', TYPED.email)] },
];

test('nothing typed is in a message of the console, an address or an event, with faults too', async ({ page, context, stored, trouble }) => {
  trouble.expect(FAILED_LOAD);
  const told: string[] = [];
  const hear = (of: typeof page) => {
    of.on('console', async (message) => told.push(message.text(), ...(await Promise.all(message.args().map((value) => value.jsonValue().catch(() => '')))).map(String)));
    of.on('pageerror', (error) => told.push(String(error.stack)));
    of.on('request', (request) => told.push(decodeURIComponent(request.url()), request.headers().referer ?? ''));
    of.on('framenavigated', (frame) => told.push(decodeURIComponent(frame.url())));
  };
  hear(page);
  await context.addInitScript(() => {
    const events: string[] = ((window as any).events = []);
    for (const type of ['behov-ready', 'behov-step', 'behov-language', 'behov-submitted', 'behov-error', 'message']) {
      addEventListener(type, (event) => events.push(JSON.stringify([(event as CustomEvent).detail, (event as MessageEvent).data])));
    }
  });
  let tries = 0;
  await context.route('**/api/v1/submissions', async (route) => {
    tries += 1;
    if (tries === 1) return route.abort('connectionreset');
    if (tries === 2) return route.fulfill({ status: 500, body: '<h1>Error</h1>' });
    if (tries === 3) return route.fulfill({ status: 201, body: route.request().postData()! });
    if (tries === 4) {
      const error = { code: 'text.too_long', pointer: '/org/name', params: { max: '200' } };
      return route.fulfill({ status: 422, contentType: 'application/problem+json', json: { status: 422, errors: [error] } });
    }
    return route.continue();
  });
  const tag = TAG.replace('e2e-kort', 'e2e-arbetsplatser');
  await host(page, tag);
  // Something wrong on every page first, so that there is something to tell.
  await form(page).scope.getByRole('textbox', { name: 'Antal anställda' }).fill(`${TYPED.employees} x`);
  await form(page).next();
  await expect(form(page).anySummary()).toBeFocused();
  await form(page).fillAll(answers);
  await form(page).send();
  for (const _ of [1, 2, 3]) {
    await expect(form(page).failure).toBeVisible();
    await form(page).press('send.again');
  }
  await form(page).summary(1).getByRole('button').click();
  await form(page).scope.getByRole('textbox', { name: 'Företagets namn' }).fill(`${TYPED.name} AB`);
  await form(page).press('nav.back_to_review');
  // A visit to the draft in between.
  await expect(form(page).scope.getByText('Sparat på den här enheten')).toBeVisible();
  const events: string[] = await page.evaluate(() => (window as any).events);
  const again = await context.newPage();
  hear(again);
  trouble.watch(again);
  await page.close();
  await host(again, tag);
  await form(again).press('draft.go_on');
  await form(again).onReview();
  await form(again).send();
  await form(again).onReceipt();
  events.push(...(await again.evaluate(() => (window as any).events)));
  expect(tries).toBe(5);

  const [line] = await stored();
  expect(line!.submission.org.name, 'the journey was one').toBe(`${TYPED.name} AB`);
  const everything = [...told, ...events, again.url()].join('\n');
  expect(everything).toContain('/q/e2e-arbetsplatser.json');
  const typed = Object.values(TYPED).flatMap((value) => [value, ...value.split(/[ @]/).filter((word) => word.length > 3), value.replace('-', '')]);
  for (const value of new Set(typed)) expect.soft(everything, value).not.toContain(value);
});

test('nor is anything of it told when the form breaks down', async ({ page, trouble }) => {
  trouble.expect(/./);
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(String(error.stack)));
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate as (...values: any[]) => Promise<any>;
    (WebAssembly as any).instantiate = async (...values: any[]) => {
      const { exports } = await instantiate(...values);
      const shut = (value: any) => (typeof value !== 'function' ? value : (...args: unknown[]) => {
        if ((window as any).broken) throw new WebAssembly.RuntimeError('unreachable');
        return value(...args);
      });
      return { exports: Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, shut(value)])) };
    };
  });
  await host(page, TAG);
  await form(page).fill(pages(TYPED.name)[0]!);
  await page.evaluate(() => ((window as any).broken = true));
  await form(page).scope.getByRole('textbox', { name: 'Företagets namn' }).press('X');
  await expect(page.getByText('Formuläret slutade fungera.')).toBeVisible();
  expect(told.join('\n')).not.toContain('Zyxw');
  expect(told.join('\n')).not.toContain('556036');
});
