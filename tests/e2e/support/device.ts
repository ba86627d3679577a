// What lies on the respondent's device.

import type { Page } from '@playwright/test';

/** Remembers the names of drafts that have arrived, and nothing of what was in them. */
const ARRIVED = 'behov:arrived:';

/** What lies in localStorage, by key, of what was written. */
export async function kept(page: Page): Promise<Record<string, string>> {
  const all = Object.entries(await page.evaluate(() => ({ ...localStorage })) as Record<string, string>);
  for (const [, names] of all.filter(([key]) => key.startsWith(ARRIVED))) {
    for (const name of names.split('\n')) if (!/^[0-9a-f-]{36}$/.test(name)) throw new Error(`"${names}" are no names`);
  }
  return Object.fromEntries(all.filter(([key]) => !key.startsWith(ARRIVED)));
}

/** The drafts in localStorage. */
export async function drafts(page: Page): Promise<any[]> {
  const entries = Object.entries(await kept(page));
  return entries.filter(([key]) => key.split(':').length === 4).map(([, text]) => JSON.parse(text));
}

/** What lies in the database, by key; where there is none, none is made. */
async function records(page: Page): Promise<[key: string, text: string][]> {
  return page.evaluate(async () => {
    const all = await indexedDB.databases();
    if (all.length === 0) return [];
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    const database = await result(indexedDB.open('behov:drafts'));
    const store = database.transaction('behov:drafts').objectStore('behov:drafts');
    const [keys, records] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
    database.close();
    return records.map(([, text], at): [string, string] => [keys[at] as string, text]);
  });
}

/** The drafts in IndexedDB. */
export const large = async (page: Page): Promise<any[]> => (await records(page)).map(([, text]) => JSON.parse(text));

/** Their keys. */
export const largeKeys = async (page: Page): Promise<string[]> => (await records(page)).map(([key]) => key);

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

/** The tab dies without a word, as the system ends one that takes memory. */
export async function crash(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void client.send('Page.crash').catch(() => undefined);
  await gone;
}
