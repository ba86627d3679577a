// axe-core over the whole page, host and widget, with no rule off.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, type Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.0, 2.1 and 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Where and how a page is looked at. */
export interface Sight {
  width: 360 | 1280;
  colorScheme: 'light' | 'dark';
}

export const SIGHTS: Sight[] = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
];

/** What every state of a form has something to look at for. */
const LOOKED_AT = ['color-contrast', 'aria-hidden-focus'];

/** Fails with the rules that the page breaks, and where, in any of the sights. */
export async function expectAccessible(
  page: Page,
  state: string,
  sights: Sight[] = SIGHTS,
  lookedAt: string[] = LOOKED_AT,
): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  for (const { width, colorScheme } of sights) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations, passes } = await page.evaluate(async (tags) => {
      const result = await (window as any).axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      });
      const told = (rule: any) => `${rule.id}: ${rule.nodes.map((node: any) => node.target.flat().join(' ')).join(', ')}`;
      return { violations: result.violations.map(told), passes: result.passes.map((rule: any) => rule.id) };
    }, TAGS);
    expect(violations, `${state} at ${width} px, ${colorScheme}`).toEqual([]);
    // A run that looked at nothing would pass as well.
    expect(passes).toEqual(expect.arrayContaining(lookedAt));
  }
}
