// A respondent's device: its windows, its storage, and how both fail.

import type { BrowserContext, Page } from '@playwright/test';

import type { Trouble } from '../fixtures/test.ts';
import type { Form } from '../pages/form.ts';
import { crash, kept, largeKeys } from '../support/device.ts';
import { form, host } from '../support/host.ts';

const FILLER = 'filler';
const SAVED = 'Sparat på den här enheten';

/** What is on the screen. */
export interface Seen {
  /** The loader is there; without it there is what stood in the element. */
  loader: boolean;
  /** The step's heading; none while there is no form. */
  heading: string;
  /** What the alerts say. */
  alerts: string[];
  /** What the buttons say that can be pressed. */
  buttons: string[];
  /** It says that what is written is saved on the device. */
  saved: boolean;
  /** What saves is there: it stands at the foot of every page. */
  foot: boolean;
}

export class Device {
  private page!: Page;
  /** Another window with the same form, which nobody looks at now. */
  private other?: Page;
  hadTwo = false;
  wasDenied = false;
  wasFull = false;
  /** Whether what is written is kept on the device now. */
  keeps = true;

  constructor(
    readonly context: BrowserContext,
    private readonly trouble: Trouble,
    private readonly tag: string,
  ) {}

  async prepare(): Promise<void> {
    await this.context.clock.install();
    // Storage that a test can deny while the page is open.
    await this.context.addInitScript(() => {
      const own = Object.getOwnPropertyDescriptor(window, 'localStorage')!.get!;
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          if ((window as any).denied) throw new DOMException('denied', 'SecurityError');
          return own.call(window);
        },
      });
      (window as any).errors = [];
      addEventListener('behov-error', (event) => (window as any).errors.push((event as CustomEvent).detail.code));
    });
  }

  get form(): Form {
    return form(this.page);
  }

  /** The page is opened in a new window, which is looked at from now on. */
  async visit(): Promise<void> {
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(1500);
    this.page.setDefaultNavigationTimeout(20_000);
    this.trouble.watch(this.page);
    this.page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
    await host(this.page, this.tag);
  }

  async crash(): Promise<void> {
    await crash(this.page);
    await this.close();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** This window stays open behind the next one. */
  async putAside(): Promise<void> {
    await this.other?.close();
    this.other = this.page;
    this.hadTwo = true;
  }

  get hasOther(): boolean {
    return this.other !== undefined;
  }

  /** Looks at the other window. */
  async swap(): Promise<void> {
    if (this.other) [this.page, this.other] = [this.other, this.page];
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Time passes, also for what waits in the background. */
  async pass(milliseconds: number): Promise<void> {
    await this.page.clock.runFor(milliseconds);
  }

  async deny(denied: boolean): Promise<void> {
    await this.page.evaluate((denied) => ((window as any).denied = denied), denied);
    this.keeps = !denied;
    this.wasDenied ||= denied;
  }

  /** Takes all the room there is, or gives it back. */
  async fill(full: boolean): Promise<void> {
    await this.page.evaluate(
      ([full, name]) => {
        for (const key of Object.keys(localStorage)) if (key.startsWith(name)) delete localStorage[key];
        for (let size = full ? 1 << 22 : 0, number = 0; size > 0; number += 1) {
          try {
            localStorage[`${name}${number}`] = 'x'.repeat(size);
          } catch {
            size >>= 1;
          }
        }
      },
      [full, FILLER] as const,
    );
    this.keeps = !full;
    this.wasFull ||= full;
  }

  /** What is on the screen now. */
  async look(): Promise<Seen> {
    return this.page.evaluate((saved) => {
      const root = document.querySelector('behov-questionnaire')?.shadowRoot;
      const texts = (of: string) =>
        [...(root?.querySelectorAll<HTMLElement>(of) ?? [])]
          .filter((element) => element.checkVisibility() && element.getAttribute('aria-disabled') !== 'true')
          .map((element) => element.textContent!.trim())
          .filter(Boolean);
      return {
        loader: !!root,
        heading: texts('h3')[0] ?? '',
        alerts: texts('[role=alert]'),
        buttons: texts('button'),
        saved: texts('[part=root]').some((text) => text.includes(saved)),
        foot: texts('[part=draft]').length > 0,
      };
    }, SAVED);
  }

  /** What the review says of a question; nothing where the review is gone. */
  async reviewed(label: string): Promise<string | undefined> {
    return this.page.evaluate((label) => {
      const root = document.querySelector('behov-questionnaire')?.shadowRoot;
      const term = [...(root?.querySelectorAll('dt') ?? [])].find((term) => term.textContent!.trim() === label);
      return term?.nextElementSibling?.textContent?.trim();
    }, label);
  }

  /** The code on the receipt. */
  async code(): Promise<string> {
    return (await this.page.locator('behov-questionnaire .receipt-code').textContent())!;
  }

  /** The codes that the page has been told. */
  errors(): Promise<string[]> {
    return this.page.evaluate(() => (window as any).errors);
  }

  /** What lies on the device for the widget, wherever it lies. */
  async drafts(): Promise<string[]> {
    const keys = Object.keys(await kept(this.page)).filter((key) => key.startsWith('behov:'));
    return [...keys, ...(await largeKeys(this.page))];
  }
}
