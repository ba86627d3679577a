// What must not happen, whatever stands in a file or is typed: nothing runs,
// nothing else is asked for, nothing that is no text comes into the form, and
// the page does not stand still.

import { cpus, loadavg } from 'node:os';

import { expect, type Page } from '@playwright/test';

/**
 * A task of the page's that is longer than this is felt, in milliseconds. It is
 * measured by the clock: where more runs than the machine has processors it
 * takes as much longer.
 */
const longest = () => 1000 * Math.max(1, loadavg()[0]! / cpus().length);

/** Elements that no text of a file may ever become. */
const FOREIGN = 'script, img, iframe, object, embed, svg, math, style, link, base, form:not(.page), meta, video, audio, template';

export class Watch {
  private readonly dialogs: string[] = [];
  private readonly asked: string[] = [];

  constructor(private readonly page: Page) {}

  /** Before the page is opened; `own` are the addresses that it may ask for. */
  async begin(own: RegExp): Promise<void> {
    this.page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    this.page.on('request', (request) => {
      const { pathname, hostname } = new URL(request.url());
      if (!own.test(pathname) || hostname !== '127.0.0.1') this.asked.push(request.url());
    });
    await this.page.addInitScript(() => {
      const long: number[] = ((window as any).long = []);
      const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
      observer.observe({ type: 'longtask', buffered: true });
    });
  }

  /** Nothing of that has happened. */
  async end(): Promise<void> {
    const { hit, foreign, links, long } = await this.page.evaluate(async (foreign) => {
      await new Promise((done) => setTimeout(done, 100));
      const roots = [...document.querySelectorAll('behov-questionnaire')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      const all = (of: string) => roots.flatMap((root) => [...root.querySelectorAll(of)]);
      const handled = all('*').filter((element) => element.getAttributeNames().some((name) => /^on/i.test(name)));
      return {
        hit: (window as any).hit,
        foreign: [...all(foreign), ...handled].map((element) => element.outerHTML),
        links: all('a').map((link) => (link as HTMLAnchorElement).protocol),
        long: Math.max(0, ...(window as any).long),
      };
    }, FOREIGN);
    expect(hit, 'something ran').toBeUndefined();
    expect(this.dialogs, 'dialogs').toEqual([]);
    expect(this.asked, 'asked for').toEqual([]);
    expect(foreign, 'elements that are no text').toEqual([]);
    for (const protocol of links) expect(protocol).toMatch(/^(https?|mailto):$/);
    expect(long, 'the longest that the page stood still').toBeLessThan(longest());
  }
}
