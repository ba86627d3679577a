// A draft of the short questionnaire: how it is begun, and come back to.

import { expect, type Page } from '@playwright/test';

import { drafts } from './device.ts';
import { form, host, TAG } from './host.ts';

/** What stands before the time at which it was saved. */
export const SAVED = 'Sparat på den här enheten';

/** What the drafts say of the firm's name. */
export const names = async (page: Page) => (await drafts(page)).map(({ answers }) => answers[0].raw).sort();

export const field = (page: Page) => form(page).scope.getByRole('textbox', { name: 'Företagets namn' });

/** Writes the name of the firm and waits until it is saved. */
export async function begin(page: Page, name = 'Sågen i Storuman', tag = TAG): Promise<void> {
  await host(page, tag);
  await field(page).fill(name);
  await expect.poll(() => names(page)).toEqual([name]);
}

/**
 * The tab is closed, and a new one opened at the same page: at this time, where
 * one is given, and not before all that the first one did as it went.
 */
export async function comeBack(page: Page, tag = TAG, at?: Date): Promise<Page> {
  const again = await page.context().newPage();
  await page.close();
  if (at) await again.clock.setFixedTime(at);
  await host(again, tag);
  return again;
}

/** Takes what is offered. */
export async function goOn(page: Page): Promise<void> {
  await expect(form(page).heading(form(page).words('draft.found.title'))).toBeVisible();
  await form(page).press('draft.go_on');
}
