// The ways in which people work a form: what a journey does is the same,
// how it is done is not.

import type { Locator, Page } from '@playwright/test';

export interface Hands {
  /** Writes in an empty field. */
  type(field: Locator, text: string): Promise<void>;
  /** Writes in place of what stands in a field. */
  retype(field: Locator, text: string): Promise<void>;
  /** Chooses the radio button called `option` in a group. */
  choose(group: Locator, option: string): Promise<void>;
  /** Ticks a box. */
  tick(box: Locator): Promise<void>;
  /** Chooses in a drop-down list. */
  select(field: Locator, option: string): Promise<void>;
  /** Writes in a field that searches, and takes the suggestion called `option`. */
  search(field: Locator, text: string, option: RegExp): Promise<void>;
  /** Presses a button. */
  press(button: Locator): Promise<void>;
}

const hit = (field: Locator, name: RegExp) => field.page().getByRole('option', { name });

const radio = (group: Locator, option: string) => group.getByRole('radio', { name: option, exact: true });

/** Whether the focus is on the element or inside it. */
const holdsFocus = (element: Element) =>
  element.contains((element.getRootNode() as Document | ShadowRoot).activeElement);

/** Nothing but keys: Tab, arrows, Space, Enter and what is typed. */
export class Keyboard implements Hands {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Tabs on until the focus is there. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < 200; presses += 1) {
      if (await target.evaluate(holdsFocus)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.type(text);
  }

  async retype(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  async choose(group: Locator, option: string): Promise<void> {
    await this.reach(group);
    const wanted = radio(group, option);
    const count = await group.getByRole('radio').count();
    for (let presses = 0; presses < count && !(await wanted.evaluate(holdsFocus)); presses += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    if (!(await wanted.isChecked())) await this.page.keyboard.press('Space');
  }

  async tick(box: Locator): Promise<void> {
    await this.reach(box);
    await this.page.keyboard.press('Space');
  }

  async select(field: Locator, option: string): Promise<void> {
    await this.reach(field);
    const chosen = () => field.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);
    const first = /^[a-z0-9]+/i.exec(option)?.[0] ?? '';
    await this.page.keyboard.type(first);
    const count = await field.getByRole('option').count();
    for (let presses = 0; presses < count && (await chosen()) !== option; presses += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
  }

  async search(field: Locator, text: string, option: RegExp): Promise<void> {
    await this.type(field, text);
    const wanted = hit(field, option).first();
    await wanted.waitFor();
    const count = await field.page().getByRole('option').count();
    for (let presses = 0; presses < count; presses += 1) {
      if ((await wanted.getAttribute('aria-selected')) === 'true') break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  async press(button: Locator): Promise<void> {
    await this.reach(button);
    await this.page.keyboard.press('Enter');
  }
}

/** A finger on a phone. */
export class Touch implements Hands {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.tap();
    await this.page.keyboard.type(text);
  }

  async retype(field: Locator, text: string): Promise<void> {
    await field.fill('');
    await this.type(field, text);
  }

  async choose(group: Locator, option: string): Promise<void> {
    await radio(group, option).tap();
  }

  async tick(box: Locator): Promise<void> {
    await box.tap();
  }

  async select(field: Locator, option: string): Promise<void> {
    await field.selectOption({ label: option });
  }

  async search(field: Locator, text: string, option: RegExp): Promise<void> {
    await this.type(field, text);
    await hit(field, option).first().tap();
  }

  async press(button: Locator): Promise<void> {
    await button.tap();
  }
}

/** A mouse, and text that is pasted: the quickest, where the way there matters little. */
export class Mouse implements Hands {
  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
  }

  async retype(field: Locator, text: string): Promise<void> {
    await field.fill(text);
  }

  async choose(group: Locator, option: string): Promise<void> {
    await radio(group, option).click();
  }

  async tick(box: Locator): Promise<void> {
    await box.check();
  }

  async select(field: Locator, option: string): Promise<void> {
    await field.selectOption({ label: option });
  }

  async search(field: Locator, text: string, option: RegExp): Promise<void> {
    await field.fill(text);
    await hit(field, option).first().click();
  }

  async press(button: Locator): Promise<void> {
    await button.click();
  }
}
