// Tries to send, each answered as a test wants it, while the clock runs as ever
// or faster.

import type { Page, Route } from '@playwright/test';

import { pages } from '../answers/short.ts';
import type { Form } from '../pages/form.ts';
import { form, host, TAG } from './host.ts';

export const SUBMISSIONS = '**/api/v1/submissions';

/** A try to send, as it left the browser. */
export interface Try {
  body: string;
  key: string;
}

/** Fills the form and goes to the review; `answer` answers each try, counted from one. */
export async function review(
  page: Page,
  answer: (route: Route, number: number) => Promise<void>,
): Promise<[Form, Try[]]> {
  const tries: Try[] = [];
  // The waits pass when a test says so; else the clock runs as ever.
  await page.clock.install();
  await host(page, TAG);
  await form(page).fillAll(pages());
  await page.route(SUBMISSIONS, async (route) => {
    const request = route.request();
    tries.push({ body: request.postData()!, key: request.headers()['idempotency-key'] });
    await answer(route, tries.length);
  });
  return [form(page), tries];
}

/** Lets the longest wait for the next try pass. */
export const wait = (page: Page, seconds = 16) => page.clock.runFor(seconds * 1000);

/** Done when what the page asked for until now has left it: what it asks for after that has come. */
export const fence = (page: Page) => page.evaluate(async () => void (await (await fetch('/q/e2e-kort.json')).text()));
