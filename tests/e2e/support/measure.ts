// What can be measured on a page: width, room for wide text, size of targets.

import { expect, type Page } from '@playwright/test';

import type { Form } from '../pages/form.ts';

/** Nothing is wider than the window: one scrolls in one direction only (WCAG 1.4.10). */
export async function expectWithin(page: Page, state: string): Promise<void> {
  const { width, wide } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const roots: (Document | ShadowRoot)[] = [document];
    const wide: string[] = [];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (element.checkVisibility() && element.getBoundingClientRect().right > width + 1) wide.push(element.outerHTML.slice(0, 120));
      }
    }
    if (document.documentElement.scrollWidth > width) wide.push('the page');
    return { width, wide };
  });
  expect(wide, `${state}: wider than ${width} px`).toEqual([]);
}

/** No text is cut off when it is set as wide as WCAG 1.4.12 asks. */
export async function expectTextSpacing(page: Page, state: string): Promise<void> {
  const cut = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`);
    const root = document.querySelector('behov-questionnaire')!.shadowRoot!;
    const sheets = [...root.adoptedStyleSheets];
    root.adoptedStyleSheets = [...sheets, sheet];
    const cut: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement!;
      if (!text.textContent!.trim() || !element.checkVisibility() || element.closest('.sr, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      // What surrounds it closely and could hide it.
      const around = element.closest('button, label, legend, p, dd, dt, li, h2, h3, h4, h5, summary, div')!;
      const box = around.getBoundingClientRect();
      for (const line of range.getClientRects()) {
        const inside = line.left >= box.left - 1 && line.right <= box.right + 1;
        const held = line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
        if (!inside || !held || line.right > innerWidth + 1) {
          cut.push(text.textContent!.trim());
          break;
        }
      }
    }
    root.adoptedStyleSheets = sheets;
    return cut;
  });
  expect(cut, `${state}: text that is cut off`).toEqual([]);
}

/** Whatever can be pressed is large enough for a finger, and all of WCAG 2.5.8. */
export async function expectTargets(form: Form, state: string): Promise<void> {
  const small: string[] = [];
  for (const role of ['button', 'textbox', 'combobox'] as const) {
    for (const target of await form.scope.getByRole(role).all()) {
      const { width, height } = (await target.boundingBox())!;
      if (width < 44 || height < 44) small.push(`${role} ${await target.innerText()}: ${width} x ${height}`);
    }
  }
  for (const role of ['radio', 'checkbox'] as const) {
    for (const target of await form.scope.getByRole(role).all()) {
      const [box, label] = await target.evaluate((input: HTMLInputElement) =>
        [input, input.labels![0]].map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return { width, height };
        }),
      );
      if (box.width < 24 || box.height < 24 || label.height < 44) {
        small.push(`${role}: ${box.width} x ${box.height}, label ${label.height}`);
      }
    }
  }
  expect(small, `${state}: small targets`).toEqual([]);
}
