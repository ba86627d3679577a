// The gallery: every question type in every state, by axe, by measure, and in
// pictures for people (`test-results/gallery`).

import type { Page } from '@playwright/test';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { expectAccessible } from './support/axe.ts';
import { form } from './support/host.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';
import { LIGHTS, PICTURES, picture } from './support/pictures.ts';
import { json } from './support/places.ts';

interface Question {
  id: string;
  type: string;
  display?: string;
  questions?: Question[];
}

const asked = (file: string): Question[] =>
  json(`public/gallery/${file}.json`).pages.flatMap(({ questions }: { questions: Question[] }) => questions);

/** Every type there is, as the published schema names them. */
const types: string[] = json('public/schemas/questionnaire-1.json').$defs.QuestionType.oneOf.map(
  ({ const: type }: { const: string }) => type,
);
const but = (...left: string[]) => types.filter((type) => !left.includes(type)).sort();

const STATES = ['empty', 'filled', 'required', 'missing', 'wrong', 'prefilled', 'read-only', 'disabled', 'rows', 'search', 'loading', 'no-list', 'review'];

/** Opens the gallery and waits until the state is there. */
async function open(page: Page, state: string): Promise<void> {
  await page.goto(`/gallery.html?state=${state}`);
  await page.locator(`behov-questionnaire[data-state="${state}"]`).waitFor();
}

// One state is that of a list on its way, one that of a list that does not come.
test.beforeEach(async ({ page, trouble }) => {
  await page.route('**/gallery.html?state=loading', async (route) => {
    await page.route('**/codelists/*.json', () => {});
    await route.continue();
  });
  trouble.expect(FAILED_LOAD);
});

/** How many elements in the form fit a selector. */
const count = (page: Page, selector: string): Promise<number> =>
  page.locator('behov-questionnaire').evaluate((host, css) => host.shadowRoot!.querySelectorAll(css).length, selector);

test('every type of the schema has its place in every state that it can be in', async ({ page }) => {
  expect(types.length).toBeGreaterThan(15);
  const in_ = (file: string) => [...new Set(asked(file).map(({ type }) => type))].sort();
  expect(in_('every-type')).toEqual(but());
  expect(in_('required')).toEqual(but('info', 'computed'));
  expect(in_('prefilled')).toEqual(but('info', 'rows', 'consent'));
  expect(in_('read-only')).toEqual(but('info', 'rows', 'consent'));
  const [rows] = asked('rows');
  expect([...new Set(rows!.questions!.map(({ type }) => type))].sort()).toEqual(but('rows'));

  // And each is drawn as what it is.
  await open(page, 'empty');
  for (const { type, display } of asked('every-type')) {
    expect(await count(page, `[data-type="${display ?? type}"]`), type).toBeGreaterThan(0);
  }
  const linked = await page.getByRole('navigation').getByRole('link').evaluateAll((links) =>
    links.map((link) => new URLSearchParams((link as HTMLAnchorElement).search).get('state')),
  );
  expect(linked).toEqual(STATES);
  await page.goto('/');
  await page.getByRole('link', { name: 'alla frågetyper' }).click();
  await expect(page.locator('behov-questionnaire[data-state="empty"]')).toBeVisible();
});

test('each state is the one that it is called', async ({ page }) => {
  const top = 'form > .q';
  const marked = asked('prefilled').filter(({ type }) => type !== 'computed').length;
  await open(page, 'empty');
  expect(await count(page, ':checked:not(option), .q-mark, .q-prefilled, .q-error')).toBe(0);
  await open(page, 'filled');
  await expect.poll(() => count(page, '.q-edited')).toBe(marked);
  expect(await count(page, '.q-prefilled, .q-error')).toBe(0);
  await open(page, 'required');
  expect(await count(page, `${top} .q-mark`)).toBe(asked('required').length);
  for (const state of ['missing', 'wrong']) {
    await open(page, state);
    await expect.poll(() => count(page, `${top}.q-bad`), state).toBe(asked('required').length);
  }
  await open(page, 'prefilled');
  expect(await count(page, '.q-prefilled')).toBe(marked);
  await open(page, 'read-only');
  expect(await count(page, '[data-type="read_only"]')).toBe(marked);
  expect(await count(page, '.q :is(input, select, textarea)')).toBe(0);
  await open(page, 'disabled');
  expect(await count(page, 'input, select, textarea, button')).toBeGreaterThan(marked);
  expect(await count(page, ':is(input, select, textarea, button):not(:disabled)')).toBe(0);
  await open(page, 'rows');
  expect(await count(page, '.row .q')).toBe(asked('rows')[0]!.questions!.length);
  await open(page, 'search');
  expect(await count(page, '[role=combobox][aria-expanded=true]')).toBe(1);
  expect(await count(page, '[role=option]')).toBeGreaterThan(3);
  expect(await count(page, '[role=option] mark')).toBeGreaterThan(3);
  expect(await count(page, '[role=option][aria-selected=true]')).toBe(1);
  await open(page, 'loading');
  await expect.poll(() => count(page, '.lookup-status')).toBe(1);
  expect(await count(page, '[role=option], .lookup-failed')).toBe(0);
  await open(page, 'no-list');
  expect(await count(page, '.lookup-failed button')).toBe(1);
  await open(page, 'review');
  await expect.poll(() => count(page, '.review-item')).toBe(asked('prefilled').length);
  expect(await count(page, '.review-value.empty')).toBe(0);
});

for (const state of STATES) {
  test(`axe finds nothing in the gallery, ${state}`, async ({ page }) => {
    await open(page, state);
    await expectAccessible(page, state);
  });

  test(`the gallery fits and can be pressed, ${state}`, async ({ page }) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await open(page, state);
      await expectWithin(page, state);
      await expectTargets(form(page), state);
    }
    await expectTextSpacing(page, state);
  });
}

for (const state of PICTURES ? STATES : []) {
  test(`pictures of the gallery, ${state}`, async ({ page }) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const [light, media] of Object.entries(LIGHTS)) {
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        await open(page, state);
        await picture(page, 'gallery', `${width}-${light}`, `${state}.png`);
      }
    }
  });
}

interface Heard {
  role?: { value: string };
  name?: { value: string };
  ignored: boolean;
}

for (const width of [360, 1280]) {
  test(`a matrix is a table to the browser at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, 'empty');
    const session = await page.context().newCDPSession(page);
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Heard[] };
    const heard = nodes.filter(({ ignored }) => !ignored);
    const named = (role: string) => heard.filter((node) => node.role?.value === role).map((node) => node.name?.value ?? '');
    const { lines, choices } = asked('every-type').find(({ type }) => type === 'matrix') as any;
    const words = ({ label }: any) => label.sv;
    expect(named('table')).toHaveLength(1);
    expect(named('rowheader').map((name) => name.split(' ')[0])).toEqual(lines.map((line: any) => words(line).split(' ')[0]));
    expect(named('columnheader')).toEqual(width === 1280 ? choices.map(words) : []);
    const called = lines.flatMap((line: any) => choices.map((choice: any) => `${words(line)} ${words(choice)}`));
    expect(named('radio')).toEqual(expect.arrayContaining(called));
    expect(named('radio')).toEqual(expect.arrayContaining(['1 Mycket svårt', '3', '10 Säkert']));
  });
}

test('arrow keys go from point to point and stay in their line', async ({ page }) => {
  await open(page, 'empty');
  const point = (name: string) => page.getByRole('radio', { name, exact: true });
  await point('1 Mycket svårt').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: '2', exact: true }).first()).toBeChecked();
  await point('Yrkeskunniga Vet inte').focus();
  await page.keyboard.press('ArrowRight');
  await expect(point('Yrkeskunniga Inget')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(point('Digital kompetens Inget')).toBeFocused();
});

test('a mark that goes moves no field', async ({ page }) => {
  await open(page, 'prefilled');
  const field = page.getByRole('textbox', { name: 'Arbetsplatsens namn' });
  const before = await field.boundingBox();
  await field.press('End');
  await page.keyboard.type('!');
  await expect(field).toHaveAccessibleDescription('Så som ni själva säger det.');
  expect(await field.boundingBox()).toEqual(before);
});

test('the error of a matrix leads to the line that lacks an answer', async ({ page }) => {
  await open(page, 'wrong');
  await page.getByRole('button', { name: /^Hur stort är behovet framöver/ }).click();
  await expect(page.getByRole('radio', { name: /^Digital kompetens svar saknas Inget$/ })).toBeFocused();
});
