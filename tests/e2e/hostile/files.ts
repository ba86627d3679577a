// Questionnaires and code lists that were made to do harm.

import { json } from '../support/places.ts';

const MEGABYTE = 1 << 20;

const base = () => json('tests/e2e/questionnaires/e2e-kort/1.0.0.json');
const inBoth = (text: string) => ({ sv: text, nb: text });
const question = (at: number, more: object = {}) => ({ id: `x.e2e.n${at}`, type: 'text', label: inBoth(`Fråga ${at}`), ...more });
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));

/** The short questionnaire with other questions on its first page. */
const asks = (...questions: object[]) => {
  const document = base();
  document.pages[0].questions = questions;
  return JSON.stringify(document);
};

const choice = (choices: object[], more: object = {}) => asks({ ...question(0, more), type: 'choice', choices });

/** Rules in rules. */
function nested(levels: number): string {
  const rule = '{"!":['.repeat(levels) + '{"==":[{"var":"org.name"},"a"]}' + ']}'.repeat(levels);
  return asks({ ...base().pages[0].questions[0] }, question(0, { visible_when: 'RULE' })).replace('"RULE"', rule);
}

/** What is refused, each with the code that says why. */
export const REFUSED: Record<string, [code: string, text: () => string]> = {
  'a label of a megabyte': ['text.too_long', () => asks(question(0, { label: inBoth('a'.repeat(MEGABYTE / 2)) }))],
  'a help of a megabyte': ['text.too_long', () => asks(question(0, { help: inBoth('ord '.repeat(MEGABYTE / 8)) }))],
  'a choice of a megabyte': ['text.too_long', () => choice([{ code: 'a', label: inBoth('a'.repeat(MEGABYTE / 2)) }])],
  'a title of a megabyte': ['text.too_long', () => JSON.stringify({ ...base(), title: inBoth('a'.repeat(MEGABYTE / 2)) })],
  'rules 10,000 levels deep': ['json.too_deep', () => nested(10_000)],
  'rules 65 levels deep': ['json.too_deep', () => nested(65)],
  'a million brackets': ['json.too_deep', () => '['.repeat(1_000_000)],
  'objects 200,000 levels deep': ['json.too_deep', () => '{"a":'.repeat(200_000)],
  'a number that is no end': ['json.syntax', () => JSON.stringify(base()).replace('"version"', `"n":${'9'.repeat(MEGABYTE)}e${'9'.repeat(20)},"version"`)],
  'an id that is __proto__': ['id.invalid', () => asks({ ...question(0), id: '__proto__' })],
  'an own id that is __proto__': ['id.invalid', () => asks({ ...question(0), id: 'x.e2e.__proto__' })],
  'an id that is constructor': ['id.invalid', () => asks({ ...question(0), id: 'constructor' })],
  'a field __proto__': ['json.unknown_field', () => asks(question(0)).replace('"x.e2e.n0"', '"x.e2e.n0","__proto__":{"type":"text"}')],
};

/** What is refused for its size alone. */
export const TOO_LARGE: Record<string, [code: string, text: () => string]> = {
  '100,000 questions': ['json.too_large', () => asks(...many(100_000, (at) => question(at)))],
  '10,000 questions': ['document.too_many', () => asks(...many(10_000, (at) => question(at)))],
  '10,000 pages': ['document.too_many', () => {
    const pages = many(10_000, (at) => ({ id: `p${at}`, title: inBoth('a'), questions: [question(at)] }));
    return JSON.stringify({ ...base(), pages });
  }],
  '100,000 choices': ['json.too_large', () => choice(many(100_000, (at) => ({ code: `c${at}`, label: inBoth(`${at}`) })))],
  '20,000 choices': ['document.too_many', () => choice(many(20_000, (at) => ({ code: `c${at}`, label: inBoth(`${at}`) })))],
  '5,000 languages': ['document.too_many', () => JSON.stringify({ ...base(), languages: many(5000, (at) => `a${at}`) })],
  'twenty megabytes of nothing': ['json.too_large', () => `${' '.repeat(20 * MEGABYTE)}${JSON.stringify(base())}`],
  'a rule of 100,000 parts': ['json.too_large', () =>
    asks(question(0), question(1, { visible_when: { or: many(100_000, (at) => ({ '==': [{ var: 'x.e2e.n0' }, `a${at}`] })) } }))],
};

/** Marks of a text that are beginnings of something, and nothing more: 10,000 characters of each. */
export const BEGINNINGS = ['[', '[a](', '[a](https://x', '*', ' *a', '*a* ', '- ', '\n- a', '\n\na', '](', '[]('];

/** Three texts of help that are as long as may be, of such marks. */
export const beginnings = (mark: string) =>
  asks(...many(3, (at) => question(at, { help: inBoth(mark.repeat(Math.floor(10_000 / mark.length))) })));

/** Names that objects of JavaScript have already, wherever a file may use them. */
export function inherited(): object {
  const names = ['constructor', 'tostring', 'valueof', 'prototype', 'hasownproperty'];
  const codes = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'];
  return {
    ...base(),
    id: 'constructor',
    pages: [
      {
        id: 'constructor',
        title: inBoth('Namn'),
        questions: [
          ...names.map((name) => ({ id: `x.constructor.${name}`, type: 'text', label: inBoth(name) })),
          { ...question(0), id: 'x.e2e.choice', type: 'choice', choices: codes.map((code) => ({ code, label: inBoth(code) })) },
        ],
      },
    ],
  };
}

/** The list of a code question, `entries` in place of its own. */
export const list = (entries: object[], more: object = {}) => ({
  format: 'behov.codelist/1',
  id: 'yh-area',
  version: '2021',
  title: { sv: 'Områden' },
  source: 'Ingen',
  licence: 'CC0',
  languages: ['sv'],
  entries,
  ...more,
});

const entry = (code: string, label: string) => ({ code, label: { sv: label } });

/** Code lists: whether they can be searched in, and for what else than `tekn`. */
export const LISTS: Record<string, { body: () => string | Buffer; usable: boolean; also?: string }> = {
  'a display of a megabyte': { body: () => JSON.stringify(list([entry('a', 'a'.repeat(MEGABYTE)), entry('b', 'Teknik')])), usable: true, also: 'aaaa' },
  '100,000 entries': { body: () => JSON.stringify(list(many(100_000, (at) => entry(`c${at}`, `Teknik ${at}`)))), usable: true },
  'markup as displays': {
    body: () => JSON.stringify(list([entry('a', 'Teknik <img src=x onerror=window.hit=1>'), entry('b', 'Teknik <script>window.hit=1</script>')])),
    usable: true,
  },
  'bytes that are no UTF-8': {
    body: () => Buffer.concat([Buffer.from(JSON.stringify(list([entry('a', 'Teknik')])).slice(0, -3)), Buffer.from([0xff, 0xc3, 0x28, 0x22]), Buffer.from('}]}')]),
    usable: false,
  },
  'a million brackets': { body: () => `{"entries":${'['.repeat(1_000_000)}`, usable: false },
  'codes of JavaScript': { body: () => JSON.stringify(list(['__proto__', 'constructor', 'toString'].map((code) => entry(code, `Teknik ${code}`)))), usable: true },
  'an entry that is its own parent': { body: () => JSON.stringify(list([{ ...entry('a', 'Teknik'), parent: 'a' }])), usable: true },
  'a page': { body: () => '<!doctype html><script>window.hit=1</script>', usable: false },
};
