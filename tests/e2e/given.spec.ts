// Answers that the page or a link gives to begin with: what they fill in, what
// they cannot, and what becomes of the page's address.

import type { Page } from '@playwright/test';

import { expect, test } from './fixtures/test.ts';
import { Form } from './pages/form.ts';
import { Mouse } from './pages/hands.ts';
import { form, host } from './support/host.ts';

const tag = (more = '') => `<behov-questionnaire src="/q/e2e-plats.json" ${more}></behov-questionnaire>`;
const LINK = '#behov:org.municipality=2480&campaign=brev-1&region=inland';

const municipality = (of: Form) => of.scope.getByRole('combobox', { name: 'Kommun' });
const sector = (of: Form, name: string) => of.scope.getByRole('radio', { name, exact: true });
const name = (of: Form) => of.scope.getByRole('textbox', { name: 'Företagets namn' });

/** The mark of an answer that was given beforehand, in the frame of a control. */
const mark = (of: Form, role: 'combobox' | 'textbox', name: string) =>
  of.scope
    .locator('[part~=question]')
    .filter({ has: of.scope.page().getByRole(role, { name }) })
    .getByText(of.words('question.prefilled'));

const inRegion = (page: Page, name: string) => new Form(page.getByRole('region', { name }), 'sv', new Mouse());

const address = (page: Page) => page.evaluate(() => location.href.replace(location.origin, ''));

test('a link fills in the workplace, and leaves the address', async ({ page, stored, heard }) => {
  await page.addInitScript(() => history.replaceState({ of: 'the page' }, ''));
  await host(page, tag(), { fragment: LINK });
  const one = form(page);
  await expect(municipality(one)).toHaveValue('2480');
  await expect(mark(one, 'combobox', 'Kommun')).toBeVisible();
  await expect(sector(one, 'Privat')).toBeChecked();
  expect(await address(page)).toBe('/host');
  expect(await page.evaluate(() => [history.length, history.state])).toEqual([2, { of: 'the page' }]);

  await one.next(true);
  await one.onReview();
  await one.send();
  await one.onReceipt();
  const [{ submission }] = await stored();
  expect(submission.org).toEqual({
    country: 'SE',
    municipality: { system: 'kommun-se', version: '2024', code: '2480', display: 'Umeå' },
    sector: 'private',
  });
  // The municipality knows better than the link where it lies.
  expect([submission.meta.campaign, submission.meta.region]).toEqual(['brev-1', 'coast']);
  expect(await heard('behov-error')).toEqual([]);
});

test('every questionnaire on the page gets what the link says, and a moved one not again', async ({ page }) => {
  await host(page, `<section aria-label="Den ena">${tag()}</section><section aria-label="Den andra">${tag()}</section>`, {
    fragment: LINK,
  });
  const [one, other] = [inRegion(page, 'Den ena'), inRegion(page, 'Den andra')];
  for (const each of [one, other]) await expect(municipality(each)).toHaveValue('2480');
  await municipality(one).selectOption('2418');
  await expect(mark(one, 'combobox', 'Kommun')).toHaveCount(0);
  await page.evaluate(() => {
    const [one, other] = document.querySelectorAll('section');
    other.append(one.firstElementChild!);
  });
  await expect(municipality(other)).toHaveCount(2);
  expect(await municipality(other).evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual([
    '2480',
    '2418',
  ]);
  // One that comes late begins as they did.
  await page.evaluate(() => {
    const late = document.createElement('behov-questionnaire');
    late.setAttribute('src', '/q/e2e-plats.json');
    document.querySelector('section')!.append(late);
  });
  await expect(municipality(one)).toHaveValue('2480');
});

test('a link cannot put words into the form', async ({ page, heard }) => {
  const said = 'org.name=Ring%20oss&perm.feedback=true&org.municipality=%3Cimg%20src%3Dx%3E&con.email=a%40b.example&%zz';
  await host(page, tag(), { fragment: `#behov:${said}&org.sector=municipal` });
  const one = form(page);
  await expect(sector(one, 'Kommunal')).toBeChecked();
  await expect(name(one)).toHaveValue('');
  await expect(municipality(one)).toHaveValue('');
  await expect(one.scope.getByRole('checkbox')).not.toBeChecked();
  expect(await address(page)).toBe('/host');
  expect((await heard('behov-error')).map(({ detail }) => detail)).toEqual([{ code: 'link.ignored' }]);
});

test("a fragment of the page's own stays", async ({ page, heard }) => {
  await host(page, tag(), { fragment: '#org.municipality=2480' });
  const one = form(page);
  await expect(sector(one, 'Privat')).toBeChecked();
  await expect(municipality(one)).toHaveValue('');
  expect(await address(page)).toBe('/host#org.municipality=2480');
  expect(await heard('behov-error')).toEqual([]);
});

test('the attribute fills in words too, and the rest of what is wrong', async ({ page, heard }) => {
  const answers = { 'org.name': 'Exempelsågen AB', 'org.municipality': '1860', 'perm.feedback': true, 'org.sector': 'municipal' };
  await host(page, tag(`prefill='${JSON.stringify(answers)}'`), { fragment: '#behov:org.sector=private' });
  const one = form(page);
  await expect(name(one)).toHaveValue('Exempelsågen AB');
  await expect(mark(one, 'textbox', 'Företagets namn')).toBeVisible();
  await expect(sector(one, 'Privat'), 'the link before the attribute').toBeChecked();
  await expect(municipality(one)).toHaveValue('');
  await expect(one.scope.getByRole('checkbox')).not.toBeChecked();
  const told = await heard('behov-error');
  expect(told.map(({ detail }) => detail)).toEqual([
    { code: 'prefill.ignored', pointer: '/org.municipality' },
    { code: 'prefill.ignored', pointer: '/perm.feedback' },
  ]);
  await name(one).fill('Exempelsnickeriet AB');
  await expect(mark(one, 'textbox', 'Företagets namn')).toHaveCount(0);
});

test('an attribute that is no object is told of, and the form is there', async ({ page, heard }) => {
  await host(page, tag(`prefill="org.municipality=2480"`));
  await expect(sector(form(page), 'Privat')).toBeChecked();
  expect((await heard('behov-error')).map(({ detail }) => detail)).toEqual([{ code: 'prefill.ignored', pointer: '' }]);
});

test('a script gives answers by the property, before the element is there, or by mount', async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => {
      const element: any = document.querySelector('behov-questionnaire');
      if (document.readyState === 'interactive') element.prefill = { 'org.municipality': '2418' };
    });
  });
  await host(page, `${tag()}<section aria-label="Dit"></section>`);
  const first = page.locator('behov-questionnaire').first();
  await expect(first.getByRole('combobox', { name: 'Kommun' })).toHaveValue('2418');
  expect(await first.evaluate((element: any) => [element.prefill, element.getAttribute('prefill')])).toEqual([
    { 'org.municipality': '2418' },
    '{"org.municipality":"2418"}',
  ]);
  await page.evaluate(async () => {
    const { mount } = await import(`${location.origin}/behov.js`);
    mount(document.querySelector('section'), { src: '/q/e2e-plats.json', prefill: { 'org.municipality': '2421' } });
  });
  await expect(municipality(inRegion(page, 'Dit'))).toHaveValue('2421');
});
