// A page of a host's that a test writes itself, under the policy of the issue.

import type { Page } from '@playwright/test';

import { Form } from '../pages/form.ts';
import { type Hands, Mouse } from '../pages/hands.ts';
import type { Language } from './words.ts';

export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** What stands in the element until the form is there. */
export const FALLBACK = 'Skriv till info@example.org i stället.';

/** The tag of the short questionnaire. */
export const TAG = `<behov-questionnaire src="/q/e2e-kort.json" endpoint="/api/v1/submissions"><p>${FALLBACK}</p></behov-questionnaire>`;

export interface Host {
  lang?: string;
  policy?: string;
  script?: string;
  /** What the address of the page ends with. */
  fragment?: string;
}

/** Opens a page whose main part is `body`. */
export async function host(page: Page, body: string, options: Host = {}): Promise<void> {
  const { lang = 'sv', policy = POLICY, fragment = '' } = options;
  const { script = '<script type="module" src="/behov.js"></script>' } = options;
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Värdsida</title><link rel="icon" href="/demo/granfors.svg">${script}</head>
    <body><main>${body}</main></body></html>`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
  await page.route('**/host', (route) => route.fulfill({ headers, body: html }));
  await page.goto(`/host${fragment}`);
}

/** The only form on the page. */
export function form(page: Page, language: Language = 'sv', hands: Hands = new Mouse()): Form {
  return new Form(page.getByRole('main'), language, hands);
}

/** The form on the demo page of a municipality (sv) or of a regional council (nb). */
export async function demo(page: Page, language: Language, hands: Hands = new Mouse()): Promise<Form> {
  await page.goto(language === 'sv' ? '/' : '/demo/innlandet.html');
  const scope = language === 'sv' ? page.getByRole('region', { name: 'Enkäten' }) : page.getByRole('main');
  return new Form(scope, language, hands);
}
