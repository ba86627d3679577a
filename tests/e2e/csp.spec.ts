// The host's page under a strict policy: nothing of ours is refused, and where
// the policy lacks what wasm needs the page still has words.

import { pages as short } from './answers/short.ts';
import { kraftsamling } from './answers/situations.ts';
import { expect, test } from './fixtures/test.ts';
import { demo, FALLBACK, form, host, POLICY, TAG } from './support/host.ts';

const { pages } = kraftsamling;

/** Counts what the policy refuses, from before the first script of the page. */
function watchPolicy(): void {
  const violations: string[] = ((window as any).violations = []);
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}

test('a whole journey breaks nothing of the strict policy', async ({ page }) => {
  await page.addInitScript(watchPolicy);
  const opened = page.waitForResponse((response) => new URL(response.url()).pathname === '/');
  const questionnaire = await demo(page, 'sv');
  const policy = (await opened).headers()['content-security-policy'];
  for (const directive of POLICY.split('; ')) expect(policy.split('; ')).toContain(directive);
  expect(policy).not.toContain('unsafe-inline');

  await questionnaire.fillAll(pages);
  await questionnaire.send();
  await questionnaire.onReceipt();
  // Console errors fail every test here.
  expect(await page.evaluate(() => (window as any).violations)).toEqual([]);
});

test('a journey works where only trusted types may become script', async ({ page }) => {
  await page.addInitScript(watchPolicy);
  await host(page, TAG, { policy: `${POLICY}; require-trusted-types-for 'script'; trusted-types 'none'` });
  await form(page).fillAll(short());
  await form(page).send();
  await form(page).onReceipt();
  expect(await page.evaluate(() => (window as any).violations)).toEqual([]);
});

const BLOCKED = {
  sv: 'Formuläret kan inte visas i den här webbläsaren.',
  nb: 'Skjemaet kan ikke vises i denne nettleseren.',
  nn: 'Skjemaet kan ikkje visast i denne nettlesaren.',
  en: 'The form cannot be shown in this browser.',
};

for (const [lang, sentence] of Object.entries(BLOCKED)) {
  test(`a policy that refuses wasm is told in the language ${lang}`, async ({ page, heard, trouble }) => {
    trouble.expect(/WebAssembly/);
    const tag = TAG.replace(' endpoint', ' fallback-href="/annat" endpoint');
    await host(page, tag, { lang, policy: POLICY.replace(" 'wasm-unsafe-eval'", '') });

    const message = page.getByRole('alert');
    await expect(message).toContainText(sentence);
    await expect(message).toContainText('wasm.blocked');
    await expect(message.getByRole('link')).toHaveAttribute('href', '/annat');
    // Trying again would not help.
    await expect(message.getByRole('button')).toHaveCount(0);
    await expect(page.getByText(FALLBACK)).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    expect(await heard()).toEqual([{ type: 'behov-error', detail: { code: 'wasm.blocked' }, index: 0 }]);
  });
}
