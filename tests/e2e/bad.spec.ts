// Everything that can be wrong before a form is there: the page always has
// words, the fallback stays, and the host is told why.

import { readdirSync } from 'node:fs';

import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { FALLBACK, form, host, TAG } from './support/host.ts';
import { inCheckout, json } from './support/places.ts';
import { breakable } from './support/trap.ts';

const SENTENCES = {
  sv: { network: 'Formuläret kunde inte hämtas.', refused: 'Formuläret kan inte visas: fel i filen.' },
  nb: { network: 'Skjemaet kunne ikke hentes.', refused: 'Skjemaet kan ikke vises: feil i filen.' },
  nn: { network: 'Skjemaet kunne ikkje hentast.', refused: 'Skjemaet kan ikkje visast: feil i fila.' },
  en: { network: 'The form could not be loaded.', refused: 'The form cannot be shown: error in its file.' },
};
const AGAIN = { sv: 'Försök igen', nb: 'Prøv igjen', nn: 'Prøv igjen', en: 'Try again' };

const fixtures = 'tests/fixtures/questionnaires/invalid';
const invalid = readdirSync(inCheckout(fixtures))
  .filter((name) => !name.endsWith('.findings.json'))
  .map((name) => name.replace(/\.json$/, ''))
  // A browser removes the mark before anybody sees it.
  .filter((name) => name !== 'byte_order_mark');

/** Puts `src` of the tag to a document that these tests serve. */
const tagOf = (name: string) => TAG.replace('/q/e2e-kort.json', `/bad/${name}.json`);

test.beforeEach(async ({ page }) => {
  await page.route('**/bad/*.json', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    return route.fulfill({ path: inCheckout(fixtures, name), contentType: 'application/json' });
  });
});

const OF_THE_ISSUE = {
  'not JSON': 'not_json',
  'an unknown type': 'unknown_type',
  'a duplicate id': 'id_twice',
  'a cycle in rules': 'cycle_of_two',
  'a missing text': 'text_missing_in_a_language',
};

for (const [what, name] of Object.entries(OF_THE_ISSUE)) {
  for (const lang of ['sv', 'nb'] as const) {
    test(`${what} is told in the language ${lang}`, async ({ page, heard }) => {
      const [finding] = json(fixtures, `${name}.findings.json`);
      await host(page, tagOf(name), { lang });
      const message = page.getByRole('alert');
      await expect(message).toContainText(SENTENCES[lang].refused);
      for (const part of [finding.code, finding.pointer, finding.line, finding.column]) {
        await expect(message).toContainText(String(part));
      }
      // The file is wrong: to fetch it again would not help.
      await expect(message.getByRole('button')).toHaveCount(0);
      await expect(page.getByText(FALLBACK)).toBeVisible();
      const { code, pointer, line, column } = finding;
      expect(await heard()).toEqual([
        { type: 'behov-error', detail: { code, pointer, line, column }, index: 0 },
      ]);
    });
  }
}

test('every invalid questionnaire is refused with its first finding', async ({ page, heard }) => {
  await host(page, '');
  for (const name of invalid) {
    await page.evaluate(async (html) => {
      const main = document.querySelector('main')!;
      const told = new Promise((resolve) => addEventListener('behov-error', resolve, { once: true }));
      main.innerHTML = html;
      await told;
    }, tagOf(name));
    await expect(page.getByText(FALLBACK), name).toBeVisible();
  }
  const told = (await heard()).map(({ detail }, at) => [invalid[at], detail]);
  const wanted = invalid.map((name) => {
    const [{ code, pointer, line, column }] = json(fixtures, `${name}.findings.json`);
    return [name, { code, pointer, line, column }];
  });
  expect(told).toEqual(wanted);
});

const STATUS = { 404: 'questionnaire.status', 500: 'questionnaire.status' };

for (const [status, code] of Object.entries(STATUS)) {
  test(`a questionnaire that answers ${status} is told, and can be asked for again`, async ({ page, heard, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.route('**/q/*.json', (route) => route.fulfill({ status: Number(status), body: '{}' }), { times: 1 });
    await host(page, TAG);
    const message = page.getByRole('alert');
    await expect(message).toContainText(SENTENCES.sv.network);
    await expect(page.getByText(FALLBACK)).toBeVisible();
    expect((await heard()).map(({ detail }) => detail.code)).toEqual([code]);

    await message.getByRole('button', { name: AGAIN.sv }).click();
    await expect(form(page).heading('Om er')).toBeVisible();
    await expect(page.getByText(FALLBACK)).toBeHidden();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  });
}

for (const lang of ['sv', 'nb', 'nn', 'en'] as const) {
  test(`a network that fails is told in the language ${lang}`, async ({ page, heard, trouble }) => {
    trouble.expect(FAILED_LOAD);
    await page.route('**/q/*.json', (route) => route.abort());
    await host(page, TAG, { lang });
    await expect(page.getByRole('alert')).toContainText(SENTENCES[lang].network);
    await expect(page.getByRole('button', { name: AGAIN[lang] })).toBeVisible();
    await expect(page.getByText(FALLBACK)).toBeVisible();
    expect((await heard()).map(({ detail }) => detail.code)).toEqual(['questionnaire.network']);
  });
}

const FILES = { wasm: '**/*.wasm', glue: '**/behov-*.js', sheet: '**/*.css', words: /\/sv-[0-9a-f]+\.json$/ };

for (const [what, pattern] of Object.entries(FILES)) {
  for (const how of ['aborted', 'answered 500'] as const) {
    test(`a download of the ${what} that is ${how} is told, and works when tried again`, async ({ page, heard, trouble }) => {
      trouble.expect(FAILED_LOAD);
      // The demo page has a sheet of its own.
      await page.route(
        pattern,
        (route) => (how === 'aborted' ? route.abort() : route.fulfill({ status: 500, body: '' })),
        // Words are guessed at first, and then asked for.
        { times: what === 'words' ? 2 : 1 },
      );
      await host(page, TAG);
      const message = page.getByRole('alert');
      await expect(message).toContainText(SENTENCES.sv.network);
      await expect(page.getByText(FALLBACK)).toBeVisible();
      const [{ detail }] = await heard('behov-error');
      expect(detail.code).toBe(how === 'aborted' || what === 'glue' ? 'load.network' : 'load.status');

      await message.getByRole('button', { name: AGAIN.sv }).click();
      await expect(form(page).heading('Om er')).toBeVisible();
    });
  }
}

test('wasm under another media type works', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  await host(page, TAG);
  await expect(form(page).heading('Om er')).toBeVisible();
});

test('something that is not wasm is told', async ({ page, heard }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Välkommen till nätet</p>' }));
  await host(page, TAG);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText(FALLBACK)).toBeVisible();
  expect((await heard()).map(({ type }) => type)).toEqual(['behov-error']);
});

test('a browser without wasm is told, with a way round', async ({ page, heard }) => {
  await page.addInitScript(() => delete (window as any).WebAssembly);
  await host(page, TAG.replace(' endpoint', ' fallback-href="/annat" endpoint'));
  await expect(page.getByRole('alert')).toContainText('Formuläret kan inte visas i den här webbläsaren.');
  await expect(page.getByRole('link', { name: 'Öppna formuläret' })).toHaveAttribute('href', '/annat');
  expect((await heard()).map(({ detail }) => detail.code)).toEqual(['wasm.missing']);
});

test('when the form breaks down it says so, can be read still, and calls no more', async ({ page, heard, trouble }) => {
  // What had been saved by then would be offered after the reload.
  const tag = TAG.replace('src=', 'draft="off" src=');
  trouble.expect(/unreachable/);
  await breakable(page);
  await host(page, `${tag}${tag}`);
  const field = page.getByRole('textbox', { name: 'Företagets namn', exact: true });
  await expect(field).toHaveCount(2);
  await field.first().fill('Exempelsågen AB');
  await page.evaluate(() => ((window as any).broken = true));
  await field.first().press('X');

  await expect(page.getByText('Formuläret slutade fungera.')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Ladda om sidan' })).toHaveCount(2);
  expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['trap', 'trap']);
  // What was written can be read still, and nothing answers any more.
  await expect(page.locator('input[type=text]').first()).toHaveValue('Exempelsågen AB');
  const calls = await page.evaluate(() => (window as any).calls);
  await page.mouse.click(200, 300);
  await page.keyboard.type('mer');
  expect(await page.evaluate(() => (window as any).calls)).toBe(calls);

  await page.evaluate(() => ((window as any).broken = false));
  await page.getByRole('button', { name: 'Ladda om sidan' }).first().click();
  await expect(field).toHaveCount(2);
  await expect(field.first()).toHaveValue('');
});
