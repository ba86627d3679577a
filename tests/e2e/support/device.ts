// What lies on the respondent's device.

import type { Page } from '@playwright/test';

/** What lies in localStorage, by key. */
export const kept = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

/** The drafts in localStorage. */
export async function drafts(page: Page): Promise<any[]> {
  const entries = Object.entries(await kept(page));
  return entries.filter(([key]) => key.split(':').length === 4).map(([, text]) => JSON.parse(text));
}

/** The drafts in IndexedDB; where there is no database, none is made. */
export async function large(page: Page): Promise<any[]> {
  const texts = await page.evaluate(async () => {
    const all = await indexedDB.databases();
    if (all.length === 0) return undefined;
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const database = await result(indexedDB.open('behov:drafts'));
    const records = await result(database.transaction('behov:drafts').objectStore('behov:drafts').getAll());
    database.close();
    return records.map(([, text]) => text as string);
  });
  return (texts ?? []).map((text) => JSON.parse(text));
}

/** Fills localStorage to the last character, as a host's own scripts may. */
export const fillUp = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (let size = 1 << 22, number = 0; size > 0; number += 1) {
      try {
        localStorage[`filler${number}`] = 'x'.repeat(size);
      } catch {
        size >>= 1;
      }
    }
  });
