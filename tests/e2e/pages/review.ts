// What the review must show of the answers given: each question once, in
// order, with its answer and a way to change it.

import type { Control } from './controls/control.ts';
import { Rows } from './controls/rows.ts';
import type { Filled, Form } from './form.ts';

export interface Shown {
  /** Questions without an answer, by the question before them. */
  leftEmpty?: Record<string, string[]>;
  /** Whether answers can be changed from here. */
  change: boolean;
}

/** An ARIA snapshot of the review of `pages`. */
export function reviewOf(form: Form, pages: Filled[], { leftEmpty = {}, change }: Shown): string {
  const lines: string[] = [];
  const quoted = (text: string) => JSON.stringify(text);
  const button = (label: string) => {
    if (!change) return;
    lines.push('- definition:', `  - button ${quoted(`${form.words('review.change')} ${label}`)}`);
  };
  const value = (shown: string[], indent: string) => {
    if (shown.length === 1) lines.push(`${indent}- definition: ${quoted(shown[0].replace(/\s+/g, ' '))}`);
    else lines.push(`${indent}- definition:`, `${indent}  - list:`, ...shown.map((line) => `${indent}    - listitem: ${quoted(line)}`));
  };
  const item = (control: Control, indent: string, after: (label: string) => void) => {
    lines.push(`${indent}- term: ${quoted(control.label)}`);
    value(control.shown, indent);
    after(control.label);
    for (const label of leftEmpty[control.label] ?? []) {
      lines.push(`${indent}- term: ${quoted(label)}`);
      value([form.words('review.not_answered')], indent);
      after(label);
    }
  };
  for (const page of pages) {
    lines.push(`- heading ${quoted(page.title)} [level=4]`);
    for (const control of page.reviewed ?? page.answers) {
      if (!(control instanceof Rows)) {
        item(control, '', button);
        continue;
      }
      for (const [index, row] of control.rows.entries()) {
        const name = form.words('rows.name', { label: control.rowLabel, n: index + 1 });
        lines.push(`- term: ${quoted(name)}`, '- definition:');
        for (const inner of row) item(inner, '  ', () => {});
        button(name);
      }
    }
  }
  return lines.join('\n');
}
