// Between "send" and the receipt everything may fail; nothing may be lost, sent
// twice, or taken for a receipt that is none.

import { createHash } from 'node:crypto';

import type { Page } from '@playwright/test';

import { pages } from './answers/short.ts';
import { expect, FAILED_LOAD, test } from './fixtures/test.ts';
import { form, host, TAG } from './support/host.ts';
import { review, SUBMISSIONS, wait } from './support/tries.ts';
import { count } from './support/words.ts';

/** How many zero bits the hash of `text` begins with. */
function zeroBits(text: string): number {
  const bits = [...createHash('sha256').update(text).digest()].map((byte) => byte.toString(2).padStart(8, '0'));
  return bits.join('').indexOf('1');
}

const problem = (status: number, errors: object[], headers = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: 'urn:behov:problem:invalid', title: 'The submission has faults', status, errors }),
});

test.beforeEach(({ trouble }) => trouble.expect(FAILED_LOAD));

test('without a network it waits, says so, and sends the same bytes when it is back', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 3 ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  const failure = questionnaire.failure;
  await expect(failure).toContainText(questionnaire.words('send.failed.network'));
  await expect(failure).toContainText(questionnaire.words('send.kept'));
  await expect(questionnaire.countdown).toBeVisible();
  // Nothing has gone from the screen.
  await expect(questionnaire.scope.getByRole('definition').filter({ hasText: 'Exempelsågen AB' })).toBeVisible();
  expect(await stored()).toEqual([]);

  await wait(page);
  await expect.poll(() => tries.length).toBe(2);
  await expect(questionnaire.countdown).toBeVisible();
  await wait(page);
  await questionnaire.onReceipt();
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  const lines = await stored();
  expect(lines).toHaveLength(1);
  expect(lines[0].submission).toEqual(JSON.parse(tries[0].body));
  expect(tries[0].key).toBe(`"${lines[0].submission.meta.id}"`);
});

test('it stops trying by itself after some tries, and goes on when asked to', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 5 ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  for (const number of [1, 2, 3, 4]) {
    await expect.poll(() => tries.length).toBe(number);
    await expect(questionnaire.failure).toBeVisible();
    if (number < 4) {
      await expect(questionnaire.countdown).toBeVisible();
      await wait(page);
    }
  }
  await expect(questionnaire.countdown).toHaveCount(0);
  await wait(page, 120);
  expect(tries).toHaveLength(4);
  await questionnaire.press('send.again');
  await questionnaire.onReceipt();
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  expect(await stored()).toHaveLength(1);
});

test('the wait for the next try can be cut short', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2 ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toBeVisible();
  await questionnaire.press('send.again');
  await questionnaire.onReceipt();
  expect(tries).toHaveLength(2);
  expect(await stored()).toHaveLength(1);
});

test('who goes back to an answer during the wait is let, and decides when to send', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2 ? route.abort('internetdisconnected') : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.countdown).toBeVisible();
  await questionnaire.change('Företagets namn').click();
  const name = questionnaire.scope.getByRole('textbox', { name: 'Företagets namn', exact: true });
  await expect(name).toBeFocused();
  await wait(page, 120);
  expect(tries).toHaveLength(1);
  await name.fill('Exempelsnickeriet AB');
  await questionnaire.press('nav.back_to_review');
  await questionnaire.onReview();
  await expect(questionnaire.countdown).toHaveCount(0);
  await questionnaire.send();
  await questionnaire.onReceipt();
  const [first] = tries.map(({ body }) => JSON.parse(body).meta);
  const lines = await stored();
  expect(lines.map(({ submission }) => submission.org.name)).toEqual(['Exempelsnickeriet AB']);
  expect(lines[0].submission.meta.replaces).toBe(first.id);
});

test('a receipt that was lost on its way comes with the next try, and one answer is stored', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, async (route, number) => {
    if (number > 1) return route.continue();
    expect((await route.fetch()).status()).toBe(201);
    await route.abort('connectionreset');
  });
  await questionnaire.send();
  await expect(questionnaire.failure).toBeVisible();
  expect(await stored()).toHaveLength(1);
  const repeated = page.waitForResponse(SUBMISSIONS);
  await wait(page);
  expect((await repeated).status()).toBe(200);
  await questionnaire.onReceipt();
  const { id, code } = await (await repeated).json();
  await expect(questionnaire.receipt.getByText(code, { exact: true })).toBeVisible();
  expect(tries.map(({ body }) => JSON.parse(body).meta.id)).toEqual([id, id]);
  expect(await stored()).toHaveLength(1);
});

test('Retry-After is kept to', async ({ page }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2 ? route.fulfill(problem(503, [], { 'Retry-After': '30' })) : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.failed.server'));
  await expect(questionnaire.countdown).toHaveText(count('sv', 'send.retry', 30));
  await wait(page, 25);
  expect(tries).toHaveLength(1);
  await wait(page, 6);
  await questionnaire.onReceipt();
  expect(tries).toHaveLength(2);
});

test('what the collector finds stands beside its question, and what is sent then has a new id', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route, number) =>
    number < 2
      ? route.fulfill(
          problem(422, [
            { code: 'organisation_number.checksum', pointer: '/org/number', params: { country: 'SE' } },
            { code: 'text.too_long', pointer: '/org/name', params: { max: '5' } },
          ]),
        )
      : route.continue(),
  );
  await questionnaire.send();
  const summary = questionnaire.summary(2);
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('button')).toHaveText([
    `Företagets namn – ${questionnaire.words('finding.text.too_long', { max: 5 })}`,
    `Organisationsnummer – ${questionnaire.words('finding.organisation_number.checksum.SE')}`,
  ]);
  await summary.getByRole('button').first().click();
  const name = questionnaire.scope.getByRole('textbox', { name: 'Företagets namn', exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(new RegExp(questionnaire.words('finding.text.too_long', { max: 5 })));
  const number = questionnaire.scope.getByRole('textbox', { name: 'Organisationsnummer', exact: true });
  await expect(number).toHaveAccessibleDescription(
    new RegExp(questionnaire.words('finding.organisation_number.checksum.SE')),
  );

  await name.fill('Såg');
  await number.fill('212000-0142');
  await questionnaire.press('nav.back_to_review');
  await questionnaire.onReview();
  await questionnaire.send();
  await questionnaire.onReceipt();
  const [first, second] = tries.map(({ body }) => JSON.parse(body).meta);
  expect(second.id).not.toBe(first.id);
  expect(second.replaces).toBe(first.id);
  const lines = await stored();
  expect(lines.map((line) => line.submission.org.name)).toEqual(['Såg']);
});

test('the welcome page of a hotel is no receipt', async ({ page, stored }) => {
  const [questionnaire] = await review(page, (route, number) =>
    number < 2
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Välkommen till nätet</title>' })
      : route.continue(),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.failed.server'));
  await expect(questionnaire.receipt).toHaveCount(0);
  expect(await stored()).toEqual([]);
  await wait(page);
  await questionnaire.onReceipt();
  expect(await stored()).toHaveLength(1);
});

test('an answer that does not come in time is not waited for without end', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, async (route, number) => {
    if (number > 1) await route.continue();
    // The first is never answered.
  });
  await questionnaire.send();
  await expect.poll(() => tries.length).toBe(1);
  await expect(questionnaire.button('send.sending')).toHaveAttribute('aria-disabled', 'true');
  await wait(page, 21);
  await expect(questionnaire.failure).toContainText(questionnaire.words('send.failed.timeout'));
  await wait(page);
  await questionnaire.onReceipt();
  expect(tries).toHaveLength(2);
  expect(await stored()).toHaveLength(1);
});

test('a press too many sends nothing more', async ({ page, stored }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const [questionnaire, tries] = await review(page, async (route) => {
    await held;
    await route.continue();
  });
  await questionnaire.button('nav.send').dblclick();
  // The button stays where the focus is, and says what it does.
  const busy = questionnaire.button('send.sending');
  await expect(busy).toBeFocused();
  await busy.press('Enter');
  await busy.press('Enter');
  release();
  await questionnaire.onReceipt();
  expect(tries).toHaveLength(1);
  expect(await stored()).toHaveLength(1);
});

test('what was changed after a try replaces what may have got through', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, async (route, number) => {
    if (number > 1) return route.continue();
    // It got through, and no receipt came of it.
    await route.fetch();
    await route.fulfill({ status: 403, body: '' });
  });
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText('info@example.org');
  await questionnaire.change('Företagets namn').click();
  await questionnaire.scope.getByRole('textbox', { name: 'Företagets namn', exact: true }).fill('Exempelsnickeriet AB');
  await questionnaire.press('nav.back_to_review');
  await questionnaire.onReview();
  await questionnaire.send();
  await questionnaire.onReceipt();
  const [first, second] = tries.map(({ body }) => JSON.parse(body).meta);
  expect(second.replaces).toBe(first.id);
  const lines = await stored();
  expect(lines.map(({ status, submission }) => [status, submission.org.name])).toEqual([
    ['amended', 'Exempelsågen AB'],
    ['stored', 'Exempelsnickeriet AB'],
  ]);
  expect(lines[0].amended_by).toBe(second.id);
});

test('a questionnaire without an address for its answers says so', async ({ page, heard }) => {
  await page.route('**/q/e2e-kort.json', async (route) => {
    const response = await route.fetch();
    const { endpoint, ...rest } = await response.json();
    expect(endpoint).toBe('/api/v1/submissions');
    await route.fulfill({ response, json: rest });
  });
  await host(page, TAG.replace(' endpoint="/api/v1/submissions"', ''));
  await form(page).fillAll(pages());
  await form(page).send();
  await expect(form(page).failure).toContainText(form(page).words('send.failed.no_endpoint', { contact: 'info@example.org' }));
  expect((await heard('behov-error')).map(({ detail }) => detail.code)).toEqual(['endpoint.missing']);
});

test('an answer to an edited questionnaire is kept apart, and the firm gets its receipt', async ({ page, stored, heard }) => {
  await page.route('**/q/e2e-kort.json', async (route) => {
    const response = await route.fetch();
    const document = await response.json();
    document.version = '1.0.1';
    await route.fulfill({ response, json: document });
  });
  await host(page, TAG);
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  expect((await stored()).map(({ status }) => status)).toEqual(['quarantined']);
  expect((await heard('behov-submitted')).map(({ detail }) => detail.status)).toEqual(['quarantined']);
});

/** Leaves the page as a person does; whether the browser asks first. */
async function leave(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog').then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    return true;
  });
  const left = page.waitForEvent('close').then(() => false);
  await page.close({ runBeforeUnload: true });
  const answer = await Promise.race([asked, left]);
  await Promise.allSettled(answer ? [] : [left]);
  asked.catch(() => {});
  left.catch(() => {});
  return answer;
}

test('leaving is no question before anything is written', async ({ page }) => {
  await host(page, TAG);
  await form(page).heading('Om er').click();
  expect(await leave(page)).toBe(false);
});

test('leaving is a question while something is unsent', async ({ page }) => {
  await host(page, TAG);
  await form(page).fill(pages()[0]);
  await form(page).next();
  expect(await leave(page)).toBe(true);
  // And it stays.
  await expect(form(page).heading('Ert behov')).toBeVisible();
});

test('leaving is no question after the receipt', async ({ page }) => {
  await host(page, TAG);
  await form(page).fillAll(pages());
  await form(page).send();
  await form(page).onReceipt();
  expect(await leave(page)).toBe(false);
});

test('a robot that fills in every field gives itself away; a person meets no such field', async ({ page, stored }) => {
  await host(page, TAG);
  await form(page).fillAll(pages());
  const trap = page.locator('behov-questionnaire').locator('input[name=subject]');
  const send = form(page).button('nav.send');
  // Neither by ear, by keyboard nor by eye.
  await expect(form(page).scope.getByRole('textbox')).toHaveCount(0);
  await send.focus();
  for (const key of ['Shift+Tab', 'Shift+Tab', 'Tab', 'Tab', 'Tab']) {
    await page.keyboard.press(key);
    await expect(trap).not.toBeFocused();
  }
  const box = (await trap.locator('..').boundingBox())!;
  expect([box.width, box.height]).toEqual([1, 1]);

  await trap.fill('https://example.org');
  await form(page).send();
  await form(page).onReceipt();
  const [line] = await stored();
  expect(line).toMatchObject({ status: 'stored', suspect: true, submission: { meta: { honeypot: true } } });
});

test('work that is asked for is done, and the same bytes go out with it', async ({ page, stored }) => {
  let nonce = '';
  const [questionnaire, tries] = await review(page, (route, number) => {
    if (number === 1) return route.fulfill(problem(428, [{ code: 'work.required', pointer: '', params: { bits: '12' } }]));
    nonce = route.request().headers()['behov-work'];
    return route.continue();
  });
  await questionnaire.send();
  await questionnaire.onReceipt();
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  const { id } = JSON.parse(tries[0].body).meta;
  expect(zeroBits(`${id}:${nonce}`)).toBeGreaterThanOrEqual(12);
  expect(await stored()).toHaveLength(1);
});

test('who asks for work again and again, or for too much of it, is not served', async ({ page, stored }) => {
  const [questionnaire, tries] = await review(page, (route) =>
    route.fulfill(problem(428, [{ code: 'work.required', pointer: '', params: { bits: '4' } }])),
  );
  await questionnaire.send();
  await expect(questionnaire.failure).toContainText('Mottagaren tog inte emot svaren');
  expect(tries).toHaveLength(2);
  expect(await stored()).toEqual([]);
});
