// Strings that break programs: as texts of a questionnaire they are shown as the
// characters that they are, as answers they come out as they went in.

import type { Browser, Page } from '@playwright/test';

import { Collector } from './fixtures/collector.ts';
import { expect, test, type Trouble } from './fixtures/test.ts';
import { strings, TRAPS } from './hostile/strings.ts';
import { Watch } from './hostile/watch.ts';
import { form, host } from './support/host.ts';
import { json } from './support/places.ts';

/** So many questions are on a page. */
const PAGE = 100;

const OWN = /^\/(host|demo\/granfors\.svg|behov[^/]*|sv-[0-9a-f]+\.json|q\/[^/]+\.json|api\/v1\/submissions)$/;

const all = [...(strings ?? []), ...TRAPS];
/** What stands in a file must not be blank. */
const words = all.filter((text) => text.trim() !== '');

/** Besides what a file can hold: what a field does to these is told in docs/format.md. */
const typed = [...all, 'a\0b', 'a\r\nb', 'a\rb', 'a\ud800b', 'a\udc00', 'a\u{10ffff}b', '\ufeffa\ufeff'];

const base = () => json('tests/e2e/questionnaires/e2e-kort/1.0.0.json');
const inBoth = (text: string) => ({ sv: text, nb: text });
const pagesOf = (questions: object[]) =>
  Array.from({ length: Math.ceil(questions.length / PAGE) }, (_, page) => ({
    id: `p${page}`,
    title: inBoth(`Sida ${page + 1}`),
    questions: questions.slice(page * PAGE, (page + 1) * PAGE),
  }));

const tag = (id: string) => `<behov-questionnaire src="/q/${id}.json" endpoint="/api/v1/submissions"></behov-questionnaire>`;

test.beforeAll(() => {
  // `cargo xtask test` repeats what begins so; what is left is tested with the strings of our own.
  if (!strings) console.log('not checked: the naughty strings, which are not here');
});

/**
 * What the browser shows of a text: white space at its ends, and each run of it,
 * is not seen, nor is what begins and ends another direction.
 */
const seen = (text: string) => text.replace(/[\u202c\u2066-\u2069]/g, '').replace(/[ \t\n\f\r]+/g, ' ').trim();

/** Without what Unicode calls white space (`White_Space`) at its ends: `trim` of JavaScript knows another. */
function trim(text: string): string {
  const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
  return text.replace(new RegExp(`^${space}`), '').replace(new RegExp(`${space}$`), '');
}

/** Of a help the marks of inline text are not shown, and what stands on lines of its own is in elements of its own. */
const isPlain = (text: string) => !/[*[]|^\s*- |[\r\n]/.test(text);

/** The texts of the elements inside the form. */
const texts = (page: Page, selector: string) =>
  page.locator('behov-questionnaire').evaluate((element, selector) => {
    return [...element.shadowRoot!.querySelectorAll(selector)].map((found) => found.textContent!);
  }, selector);

test('as label, help and choice they are shown as the characters that they are', async ({ page, heard, trouble }) => {
  const watch = new Watch(page);
  await watch.begin(OWN);
  const questions = words.map((text, at) => ({
    id: `x.e2e.n${at}`,
    type: 'choice',
    label: inBoth(text),
    help: inBoth(text),
    // A code has at most 64 bytes.
    choices: [{ code: [...text].slice(0, 16).join(''), label: inBoth(text) }, { code: 'another-code', label: inBoth('b') }],
  }));
  const document = { ...base(), id: 'strings', title: inBoth(words.join(' ').slice(0, 5000)), pages: pagesOf(questions) };
  await page.route('**/q/strings.json', (route) => route.fulfill({ json: document }));
  await host(page, tag('strings'));
  await expect.poll(async () => (await heard()).map(({ type, detail }) => [type, detail])).toEqual([
    ['behov-ready', { id: 'strings', version: '1.0.0' }],
  ]);
  for (const [number, { title, questions: shown }] of document.pages.entries()) {
    await expect(form(page).heading(title.sv)).toBeVisible();
    const wanted = words.slice(number * PAGE, number * PAGE + shown.length);
    expect((await texts(page, 'legend')).map(seen)).toEqual(wanted.map(seen));
    const labels = (await texts(page, '[part~=question] label')).map(seen);
    expect(labels).toEqual(wanted.flatMap((text) => [seen(text), 'b']));
    const helps = (await texts(page, '[part~=help]')).map(seen);
    expect(helps).toHaveLength(wanted.length);
    const plain = wanted.flatMap((text, at) => (isPlain(text) ? [[seen(trim(text)), helps[at]]] : []));
    expect(plain.length).toBeGreaterThan(wanted.length / 2);
    expect(plain.map(([, help]) => help)).toEqual(plain.map(([text]) => text));
    await watch.end();
    if (number < document.pages.length - 1) await form(page).next();
  }
  await form(page).next(true);
  await form(page).onReview();
  await watch.end();
  expect(trouble.errors).toEqual([]);
});

/** A field of one line loses its line breaks in the browser itself. */
for (const kind of ['text', 'textarea']) {
  for (const part of [0, 1]) {
    test(`as answers of ${kind} they are stored code point for code point, or refused with a finding, ${part + 1} of 2`, async ({ browser, trouble }) => {
      test.setTimeout(120_000);
      const half = Math.ceil(typed.length / 2);
      await answer(browser, trouble, kind, typed.slice(part * half, (part + 1) * half));
    });
  }
}

async function answer(browser: Browser, trouble: Trouble, kind: string, values: string[]): Promise<void> {
  const questions = values.map((_, at) => ({ id: `x.e2e.n${at}`, type: kind, label: inBoth(`Fråga ${at}`), max_length: 1000 }));
  const document = { ...base(), id: 'strings', pages: pagesOf(questions) };
  const collector = await Collector.start({ questionnaires: { 'strings/1.0.0.json': document } });
  try {
    const context = await browser.newContext({ baseURL: collector.address, locale: 'sv-SE' });
    const page = await context.newPage();
    trouble.watch(page);
    const watch = new Watch(page);
    await watch.begin(OWN);
    await host(page, tag('strings'));
    const wanted: Record<string, string> = {};
    for (const [number, { title }] of document.pages.entries()) {
      await expect(form(page).heading(title.sv)).toBeVisible();
      const here = values.slice(number * PAGE, (number + 1) * PAGE);
      const refused = await type(page, here);
      for (const [at, text] of here.entries()) {
        const kept = asStored(text, kind === 'text');
        expect(refused[at], `whether ${JSON.stringify(text)} is refused`).toBe(kept === undefined);
        if (kept) wanted[`n${number * PAGE + at}`] = kept;
      }
      // What is refused is taken back, and said no more.
      expect(await type(page, here.map((text, at) => (refused[at] ? '' : text)))).not.toContain(true);
      await form(page).next(number === document.pages.length - 1);
    }
    await form(page).onReview();
    await watch.end();
    await form(page).send();
    await form(page).onReceipt();
    await watch.end();
    const [{ submission }] = await collector.stored();
    expect(submission.x.e2e).toEqual(wanted);
    expect(trouble.errors).toEqual([]);
    await context.close();
  } finally {
    await collector.stop();
  }
}

/** Writes in every field of the page, one after the other; which of them are found fault with. */
function type(page: Page, values: string[]): Promise<boolean[]> {
  return page.locator('behov-questionnaire').evaluate(async (element, values) => {
    const fields = [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=question] input[type=text], [part~=question] textarea')];
    if (fields.length !== values.length) throw new Error(`${fields.length} fields for ${values.length} values`);
    for (const [at, field] of fields.entries()) {
      field.focus();
      field.value = values[at]!;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      field.blur();
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return fields.map((field) => field.getAttribute('aria-invalid') === 'true');
  }, values);
}

/**
 * What docs/format.md says of a text: half a character is none (U+FFFD), white space at the ends is removed; in one
 * line a tab is a space, and the browser has taken out the line breaks; line
 * breaks are LF. Nothing where there is another control character.
 */
function asStored(text: string, oneLine: boolean): string | undefined {
  const whole = (text as any).toWellFormed() as string;
  const held = oneLine ? whole.replace(/[\r\n]/g, '').replace(/\t/g, ' ') : whole.replace(/\r\n?/g, '\n');
  const trimmed = trim(held);
  const control = oneLine ? /[\u0000-\u001f\u007f-\u009f]/ : /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
  return control.test(trimmed) ? undefined : trimmed;
}
