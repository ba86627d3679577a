// A list of 10,000 entries is no slower to type in.

import { expect, type Locator } from '@playwright/test';

import { test } from './fixtures/test.ts';
import { field, municipality, open, options } from './support/lists.ts';

/** A list of 10,000 entries, made of syllables. */
function longList(): string {
  let dice = 7;
  const roll = (sides: number) => {
    dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0;
    return (dice >>> 8) % sides;
  };
  const syllables = 'må la re snic ka elek tri ker lä ra in ge njör mon tör svet sa ma skin fö rare sjuk skö ters kun dan han dla plat slagare bygg vård'.split(' ');
  const word = () => Array.from({ length: 2 + roll(4) }, () => syllables[roll(32)]).join('');
  const name = () => Array.from({ length: 1 + roll(3) }, word).join(' ');
  const entries = Array.from({ length: 200 }, (_, group) => ({ code: `g${group}`, label: { sv: name() }, abstract: true }) as object);
  for (let number = 0; number < 10_000; number += 1) {
    const synonyms = { sv: [name(), name(), name()] };
    entries.push({ code: String(number), label: { sv: name() }, synonyms, parent: `g${Math.floor(number / 50)}` });
  }
  return JSON.stringify({
    format: 'behov.codelist/1', id: 'long', version: '1', title: { sv: 'Lång' }, source: 'Ingen', licence: 'CC0',
    languages: ['sv'], entries,
  });
}

/** What each letter of `typed` takes in the field: the event itself, and with all that is drawn; in milliseconds. */
function timesOfTyping(field: Locator, typed: string[]): Promise<[number, number][]> {
  return field.evaluate(async (input: HTMLInputElement, typed) => {
    const drawn = () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
    const times: [number, number][] = [];
    for (const word of typed) {
      for (let end = 1; end <= word.length; end += 1) {
        input.value = word.slice(0, end);
        await new Promise(requestAnimationFrame);
        const begun = performance.now();
        input.dispatchEvent(new Event('input', { bubbles: true }));
        const done = performance.now() - begun;
        await drawn();
        input.getBoundingClientRect();
        times.push([done, performance.now() - begun]);
      }
    }
    return times;
  }, typed);
}

test('a letter in a list of 10,000 entries is no wait, nor is the list while it is read', async ({ page }) => {
  const body = longList();
  await page.route('**/made/long.json?v=1', (route) => route.fulfill({ body, contentType: 'application/json' }));
  const form = await open(page);
  await municipality.answer(form.scope, form.hands);
  await form.next();
  await field(form, 'Vilket yrke?').fill('Kock');
  await options(form).first().waitFor();
  await field(form, 'Vilket yrke?').press('Enter');
  const median = (some: number[]) => some.sort((one, other) => one - other)[Math.floor(some.length / 2)]!;
  const tell = (what: string, times: [number, number][]) => {
    const [events, drawn] = [0, 1].map((part) => times.map((time) => time[part]!));
    console.log(`${what}: median ${median(events!).toFixed(2)} ms a letter, ${median(drawn!).toFixed(2)} ms until drawn, worst ${Math.max(...events!).toFixed(2)} ms`);
    return median(events!);
  };
  const real = ['snickare', 'elektriker', 'undersköterska', 'svetsaer', 'lastbilschaufför', 'kock'];
  tell('429 occupations', await timesOfTyping(field(form, 'Vilket yrke?'), real));
  await field(form, 'Vilket yrke?').press('Enter');
  await form.next();
  // While the list is read no task takes long: a letter is never held up.
  await page.evaluate(() => {
    const long = ((window as any).long = []) as number[];
    new PerformanceObserver((entries) => entries.getEntries().forEach(({ duration }) => long.push(duration))).observe({ entryTypes: ['longtask'] });
  });
  const begun = Date.now();
  await field(form, 'Sök').click();
  await field(form, 'Sök').pressSequentially('snic');
  await options(form).first().waitFor();
  console.log(`10,000 entries were there after ${Date.now() - begun} ms; tasks above 50 ms: ${await page.evaluate(() => (window as any).long.map(Math.round).join(' ')) || 'none'}`);
  const letters = tell('10,000 entries', await timesOfTyping(field(form, 'Sök'), ['snickare', 'elektriker mon', 'maskinförare', 'svetssare', '0123', 'xyzzyx']));
  // The session, the search and the words about it; generous to a busy machine.
  expect(letters).toBeLessThan(20);
});
