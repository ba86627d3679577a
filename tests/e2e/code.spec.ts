// Search in code lists: by keys, by thumb, with the list late or not at all,
// and how it looks.

import { expect, type Page } from '@playwright/test';

import { FAILED_LOAD, test } from './fixtures/test.ts';
import { code, words as own } from './pages/controls/code.ts';
import { rows as rowsOf } from './pages/controls/rows.ts';
import { number } from './pages/controls/text.ts';
import { Form } from './pages/form.ts';
import { Keyboard, Mouse, Touch } from './pages/hands.ts';
import { expectAccessible } from './support/axe.ts';
import { hold } from './support/held.ts';
import { host } from './support/host.ts';
import { field, municipality, open, options, TAG_OF_LISTS } from './support/lists.ts';
import { expectTargets, expectTextSpacing, expectWithin } from './support/measure.ts';
import { LIGHTS, PICTURES, picture } from './support/pictures.ts';

test('keys alone lead from a few letters to what is stored, and Tab keeps own words', async ({ page, stored, trouble }) => {
  // The way leads past a field whose list only other tests make.
  trouble.expect(FAILED_LOAD);
  const form = await open(page, new Keyboard(page));
  await municipality.answer(form.scope, form.hands);
  await expect(field(form)).toHaveValue('Gällivare');
  await expect(field(form)).toHaveAccessibleDescription('Norrbottens län Där arbetsplatsen ligger.');
  // A slip, the second suggestion by going up from the text, and a word of one's own.
  await form.hands.type(field(form, 'Område'), 'tekn');
  await expect(options(form)).toHaveCount(3);
  await page.keyboard.press('ArrowUp');
  await expect(options(form).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(field(form, 'Område')).toHaveValue('Samhällsbyggnad och byggteknik');
  await form.next();
  const rows = rowsOf('Vilka yrken behöver ni?', 'Lägg till ett yrke', 'Yrke',
    [code('Vilket yrke?', 'svetare', 'Svetsare och gasskärare'), number('Hur många behöver ni nu?', '2')],
    [own('Vilket yrke?', 'Rymdsvetsare'), number('Hur många behöver ni nu?', '1')]);
  await rows.answer(form.scope, form.hands);
  await form.next();
  await form.next(true);
  await form.onReview();
  await expect(form.scope.getByText('Gällivare (Norrbottens län)')).toBeVisible();
  await form.send();
  await form.onReceipt();
  const [{ submission }] = await stored();
  expect(submission.org.municipality).toEqual({
    system: 'kommun-se', version: expect.any(String), code: '2523', display: 'Gällivare',
  });
  expect(submission.x.e2e.area).toMatchObject({ system: 'yh-area', code: 'building_construction' });
  expect(submission.need).toEqual([
    {
      occupation: { system: 'ssyk2012', version: '2012', code: '7212', display: 'Svetsare och gasskärare' },
      count: { now: 2 },
    },
    { occupation: { text: 'Rymdsvetsare' }, count: { now: 1 } },
  ]);
});

test('a municipality is one of its country, by its code too', async ({ page }) => {
  const form = await open(page);
  await field(form).fill('1860');
  await expect(options(form)).toHaveText([/^Laxå/]);
  await field(form).fill('karasjok');
  await expect(options(form)).toHaveCount(0);
  await expect(form.scope.getByText('Inget i listan passar.')).toBeVisible();
});

test.describe('with a thumb', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 640 } });

  test('the list is a part of the page, below a field at the top of the view', async ({ page, stored }) => {
    const form = await open(page, new Touch(page));
    await field(form).tap();
    await page.keyboard.type('o');
    await expect(options(form).first()).toBeVisible();
    const [above, first, next] = await Promise.all([
      field(form).boundingBox(), options(form).first().boundingBox(), form.scope.getByLabel('Område').boundingBox(),
    ]);
    // The label stands above the field, and nothing else of the page does.
    expect(above!.y).toBeLessThan(120);
    expect(first!.y).toBeGreaterThan(above!.y + above!.height);
    // A hair less than the field: the border of the box.
    expect(first!.width).toBeGreaterThan(above!.width - 4);
    // In the flow: what follows stands below the last one, all of which can be scrolled to.
    const last = (await options(form).last().boundingBox())!;
    expect(next!.y).toBeGreaterThan(last.y);
    for (const option of await options(form).all()) expect((await option.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    // With half of the view under a keyboard every suggestion can still be brought up.
    await options(form).last().scrollIntoViewIfNeeded();
    await expect(options(form).last()).toBeInViewport();
    await page.keyboard.type('re');
    await options(form).filter({ hasText: 'Örebro' }).first().tap();
    await expect(field(form)).toHaveValue('Örebro');
    await expect(options(form)).toHaveCount(0);

    await field(form, 'Område').tap();
    await expect(options(form)).toHaveCount(15);
    await options(form).filter({ hasText: 'Juridik' }).tap();
    await form.next();
    await code('Vilket yrke?', 'kock', 'Kockar och kallskänkor').answer(form.scope, form.hands);
    await form.next();
    await form.next(true);
    await form.send();
    await form.onReceipt();
    const [{ submission }] = await stored();
    expect(submission.org.municipality.code).toBe('1880');
    expect(submission.need[0].occupation.code).toBe('5120');
  });
});

test('a wide view has the list over the page: nothing moves', async ({ page }) => {
  // High enough for nothing to be scrolled.
  await page.setViewportSize({ width: 1280, height: 1000 });
  const form = await open(page);
  const name = form.scope.getByRole('textbox', { name: 'Namn' });
  const places = async () => [await field(form).boundingBox(), await name.boundingBox()];
  const before = await places();
  await field(form).pressSequentially('lu');
  await expect(options(form).first()).toBeVisible();
  expect(await places()).toEqual(before);
  await options(form).filter({ hasText: 'Luleå' }).click();
  await expect(field(form)).toHaveValue('Luleå');
  expect(await places()).toEqual(before);
  // Nor when own words are said to be such, while the next field is written in.
  await field(form, 'Område').fill('Rymd');
  await name.click();
  await expect(form.scope.getByText('Sparas med dina egna ord')).toBeVisible();
  expect(await places()).toEqual(before);
  expect(await page.evaluate(() => document.body.children.length)).toBe(1);
});

test('the list is seen when the field stands at the foot of the window', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  const form = await open(page);
  await page.evaluate(() => {
    const field = document.querySelector('behov-questionnaire')!.shadowRoot!.querySelector('[role=combobox]')!;
    document.querySelector('main')!.before(Object.assign(document.createElement('pre'), { textContent: '\n'.repeat(90) }));
    field.scrollIntoView({ block: 'end' });
  });
  await field(form).click();
  await page.keyboard.type('lu');
  await expect(options(form).first()).toBeInViewport({ ratio: 1 });
  await expect(options(form).nth(2)).toBeInViewport({ ratio: 1 });
});

test('who stops typing hears how many suggestions there are', async ({ page }) => {
  const form = await open(page);
  await field(form).pressSequentially('gallivare', { delay: 30 });
  await expect(form.scope.getByRole('status')).toHaveText('Ett förslag.');
  await field(form).fill('qqqqqq');
  await expect(form.scope.getByRole('status')).toHaveText(form.words('code.none'));
});

test('who has typed before the list is there hears it then', async ({ page }) => {
  const arrive = await hold(page, '**/codelists/kommun-se.json');
  const form = await open(page);
  await field(form).fill('gallivare');
  await expect(form.scope.getByText(form.words('code.loading'))).toBeVisible();
  arrive();
  await expect(form.scope.getByRole('status')).toHaveText('Ett förslag.');
});

test('one fetch serves every row and every widget, and none without need', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/codelists/')) asked.push(new URL(request.url()).pathname);
  });
  await host(page, TAG_OF_LISTS.repeat(2));
  await expect(page.getByRole('combobox', { name: 'Kommun' })).toHaveCount(2);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  for (const place of [0, 1]) {
    const one = page.getByRole('combobox', { name: 'Kommun' }).nth(place);
    await one.fill('lulea');
    await page.getByRole('option', { name: /^Luleå/ }).click();
    await expect(one).toHaveValue('Luleå');
  }
  const form = new Form(page.locator('behov-questionnaire').first(), 'sv', new Mouse());
  await form.next();
  const rows = rowsOf('Vilka yrken behöver ni?', 'Lägg till ett yrke', 'Yrke', ...['kock', 'kock', 'kock'].map((typed) => [
    code('Vilket yrke?', typed, 'Kockar och kallskänkor'),
  ]));
  await rows.answer(form.scope, form.hands);
  expect(asked).toEqual(['/codelists/kommun-se.json', '/codelists/ssyk2012.json']);
});

const FAILURES = {
  'is not there': { status: 404, body: '', code: 'codelist.status' },
  'is cut off': { status: 200, body: '{"format":"behov.codelist/1","id":"ssyk2012","entries":[{"code":"0', code: 'codelist.format' },
  'is another list': { status: 200, body: '', code: 'codelist.format' },
  'is a page': { status: 200, body: '<!doctype html><p>Hej', code: 'codelist.format' },
  'has no network': { status: 0, body: '', code: 'codelist.network' },
};

for (const [what, { status, body, code: told }] of Object.entries(FAILURES)) {
  test(`a list that ${what} leaves the field to own words, and can be tried again`, async ({ page, heard, stored, trouble }) => {
    trouble.expect(FAILED_LOAD);
    const form = await open(page);
    await municipality.answer(form.scope, form.hands);
    await form.next();
    let tries = 0;
    await page.route('**/codelists/ssyk2012.json', async (route) => {
      tries += 1;
      if (tries > 1) return route.continue();
      if (status === 0) return route.abort();
      const other = what === 'is another list' ? await (await route.fetch({ url: route.request().url().replace('ssyk2012', 'yh-area') })).text() : body;
      return route.fulfill({ status, body: other, contentType: 'application/json' });
    });
    const occupation = field(form, 'Vilket yrke?');
    await occupation.pressSequentially('svets');
    const message = form.scope.getByText('Listan kunde inte hämtas. Skriv svaret med egna ord, eller försök igen.');
    await expect(message).toBeVisible();
    await expect(occupation).toHaveValue('svets');
    expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual([told]);

    await form.scope.getByRole('button', { name: 'Försök igen' }).click();
    await expect(occupation).toBeFocused();
    await occupation.press('ArrowDown');
    await options(form).first().waitFor();
    await expect(message).toHaveCount(0);
    await occupation.press('Escape');
    expect(tries).toBe(2);

    await form.next();
    await form.next(true);
    await form.send();
    await form.onReceipt();
    const [{ submission }] = await stored();
    expect(submission.need).toEqual([{ occupation: { text: 'svets' } }]);
  });
}

/** Every state of a search. */
async function states(page: Page, form: Form, look: (name: string) => Promise<void>): Promise<void> {
  const area = field(form, 'Område');
  const lists: (() => void)[] = [];
  await page.route('**/codelists/kommun-se.json', async (route) => {
    await new Promise<void>((done) => lists.push(done));
    await route.continue();
  });
  await field(form).fill('ö');
  await look('loading');
  lists.forEach((done) => done());
  await options(form).first().waitFor();
  await field(form).press('ArrowDown');
  await field(form).press('ArrowDown');
  await look('hits');
  await field(form).fill('gaellivre');
  await look('a slip');
  await field(form).fill('Karasjok');
  await look('none');
  await field(form).blur();
  await look('not chosen');
  await municipality.answer(form.scope, form.hands);
  await look('chosen');
  await area.click();
  await area.press('ArrowDown');
  await look('few');
  await area.fill('rymdteknik');
  await look('own words to keep');
  await area.blur();
  await look('own words kept');
  await form.next();
  const occupation = field(form, 'Vilket yrke?');
  await occupation.fill('snick');
  await options(form).first().waitFor();
  await look('in a row');
  await options(form).first().click();
  await form.scope.getByRole('button', { name: 'Lägg till ett yrke' }).click();
  await field(form, 'Vilket yrke?').last().click();
  await look('recent');
  await page.route('**/made/long.json?v=1', (route) => route.fulfill({ status: 404, body: '' }));
  await field(form, 'Vilket yrke?').last().fill('Kock');
  await field(form, 'Vilket yrke?').last().press('Enter');
  await form.next();
  await field(form, 'Sök').fill('något');
  await form.scope.getByText('Listan kunde inte hämtas').waitFor();
  await look('failed');
}

test('axe finds nothing, nothing is too wide or too small, text has room', async ({ page, trouble }) => {
  trouble.expect(FAILED_LOAD);
  const form = await open(page);
  await states(page, form, async (name) => {
    await expectAccessible(page, name);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectWithin(page, name);
    await expectTargets(form, name);
    for (const option of await options(form).all()) {
      expect((await option.boundingBox())!.height, name).toBeGreaterThanOrEqual(44);
    }
    await expectTextSpacing(page, name);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

for (const width of PICTURES ? [360, 1280] : []) {
  test(`pictures of a search at ${width} px`, async ({ page, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.setViewportSize({ width, height: 800 });
    const form = await open(page);
    // Through its object model: the page's policy lets no style in.
    await page.evaluate(() => {
      document.documentElement.style.colorScheme = 'light dark';
      document.body.style.font = '1rem/1.5 system-ui, sans-serif';
    });
    await states(page, form, async (name) => {
      for (const [light, media] of Object.entries(LIGHTS)) {
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
        await picture(page, 'looks/e2e-lista', `${width}-${light}`, `${name.replace(/ /g, '-')}.png`);
      }
      await page.emulateMedia(LIGHTS.light);
    });
  });
}
