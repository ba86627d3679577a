// The style by itself: its colours, and that an error moves no field.

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const tokens = read('style/tokens.css');

type Colour = [red: number, green: number, blue: number];
const colour = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour;
const mix = (one: Colour, other: Colour, share: number) =>
  one.map((value, at) => value * share + (other[at] ?? 0) * (1 - share)) as Colour;

// WCAG 2.2, "relative luminance" and "contrast ratio".
const luminance = (of: Colour) => {
  const [red, green, blue] = of.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Colour, other: Colour) => {
  const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (more + 0.05) / (less + 0.05);
};

const schemes = { light: new Map<string, Colour>(), dark: new Map<string, Colour>() };
for (const [, name, light, dark] of tokens.matchAll(/--_([\w-]+): var\(--behov-[\w-]+, light-dark\((#\w+), (#\w+)\)\)/g)) {
  schemes.light.set(name!, colour(light!));
  schemes.dark.set(name!, colour(dark!));
}
// Where the host's own colours are the ground.
const pages = {
  light: { ground: colour('#ffffff'), text: colour('#1b1f24') },
  dark: { ground: colour('#14181d'), text: colour('#eceff2') },
};

test('browsers without light-dark() get the light palette', () => {
  const plain = tokens.slice(0, tokens.indexOf('@supports'));
  const fallback = [...plain.matchAll(/--_([\w-]+): var\(--behov-[\w-]+, (#\w+)\)/g)];
  expect(fallback.map(([, name, value]) => [name, colour(value!)])).toEqual([...schemes.light]);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every pair of the ${scheme} palette can be told apart`, () => {
    const of = (name: string) => {
      const found = schemes[scheme].get(name);
      if (!found) throw new Error(`style/tokens.css has no ${name}`);
      return found;
    };
    const { ground, text } = pages[scheme];
    const share = Number(/--_muted: .*currentcolor (\d+)%/.exec(tokens)?.[1]) / 100;
    const hovered = mix(of('accent'), of('on-accent'), 0.88);
    const pairs: [what: string, one: Colour, other: Colour, least: number][] = [
      ['text on the page', text, ground, 4.5],
      ['muted on the page', mix(text, ground, share), ground, 4.5],
      ['text in a field', of('on-field'), of('field'), 4.5],
      ['text on a card', of('on-raised'), of('raised'), 4.5],
      ['muted on a card', mix(of('on-raised'), of('raised'), share), of('raised'), 4.5],
      ['accent on the page', of('accent'), ground, 4.5],
      ['accent on a card', of('accent'), of('raised'), 4.5],
      ['primary button', of('on-accent'), of('accent'), 4.5],
      ['primary button, hovered', of('on-accent'), hovered, 4.5],
      ['danger on the page', of('danger'), ground, 4.5],
      ['danger on a card', of('danger'), of('raised'), 4.5],
      ['sign of danger', of('on-danger'), of('danger'), 4.5],
      ['sign of success', of('on-success'), of('success'), 4.5],
      ['success on a card', of('success'), of('raised'), 3],
      ['border on the page', of('border'), ground, 3],
      ['border on a card', of('border'), of('raised'), 3],
      ['border against the field', of('border'), of('field'), 3],
      ['border of a wrong field', of('danger'), of('field'), 3],
      ['chosen against the field', of('accent'), of('field'), 3],
      ['progress against its track', of('accent'), of('line'), 3],
      ['ring against its halo', of('focus'), of('halo'), 3],
      ['ring on the page', of('focus'), ground, 3],
      ['ring on a card', of('focus'), of('raised'), 3],
    ];
    const weak = pairs.filter(([, one, other, least]) => contrast(one, other) < least);
    expect(weak.map(([what]) => what)).toEqual([]);
  });
}

test('the tokens are those that are declared', () => {
  const { modules } = JSON.parse(read('public/custom-elements.json'));
  const declared = modules[0].declarations[0].cssProperties.map(({ name }: { name: string }) => name);
  const used = [...sheet().matchAll(/var\((--behov-[\w-]+)/g)].map(([, name]) => name);
  expect([...new Set(used)].sort()).toEqual([...declared].sort());
});

// What `xtask dist` joins, as one sheet: a constructed sheet takes no @import.
function sheet() {
  const index = read('style/index.css');
  const [order] = /@layer [^;]+;/.exec(index) ?? [];
  const files = [...index.matchAll(/@import "\.\/(.+)" layer\((.+)\);/g)];
  return [order, ...files.map(([, file, layer]) => `@layer ${layer} {${read(`style/${file}`)}}`)].join('\n');
}

const words = JSON.parse(read('locales/sv.json')) as Record<string, { text: string }>;
const errors: [type: string, ...keys: string[]][] = [
  ['text', 'required.text', 'text.too_long'],
  ['email', 'required.email', 'email.invalid'],
  ['integer', 'required.integer', 'integer.not_whole', 'integer.out_of_range'],
  ['decimal', 'required.decimal', 'decimal.not_a_number', 'decimal.out_of_range', 'decimal.too_many_decimals'],
  ['year', 'required.year', 'integer.not_a_number.year', 'integer.out_of_range.year'],
  ['date', 'required.date', 'date.incomplete', 'date.year', 'date.no_such', 'date.out_of_range.earliest'],
  ['month', 'required.month', 'date.incomplete.month', 'date.no_such.month'],
  ['phone', 'required.phone', 'phone.invalid.NO', 'phone.invalid.SE'],
  ['url', 'required.url', 'url.invalid'],
  ['organisation_number', 'organisation_number.length.SE', 'organisation_number.checksum.SE'],
  ['choice', 'required.choice'],
  ['choices', 'required.choices'],
  ['yes_no', 'required.yes_no'],
  ['select', 'required.choice'],
  ['consent', 'required.consent'],
];

for (const width of [360, 1280]) {
  test(`at ${width} px an error moves no field`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.setContent('<!doctype html><html lang="sv"><body><main></main></body></html>');
    const moved = [];
    for (const [type, ...keys] of errors) {
      for (const key of keys) {
        const text = words[`finding.${key}`]!.text
          .replace('{min}', '0')
          .replace('{max}', '2000')
          .replace('{decimals}', '2')
          .replace('{earliest}', '30 september 2026');
        const by = await page.evaluate(([css, type, text]) => {
          const host = document.createElement('div');
          document.querySelector('main')?.replaceChildren(host);
          const root = host.attachShadow({ mode: 'open' });
          const style = new CSSStyleSheet();
          style.replaceSync(css);
          root.adoptedStyleSheets = [style];
          const make = (name: string, className: string, ...children: (Node | string)[]) => {
            const element = Object.assign(document.createElement(name), { className });
            element.append(...children);
            return element;
          };
          const field = () => make('input', 'q-field');
          const question = make('div', 'q', make('label', 'q-label', 'One'), field());
          question.dataset.type = type;
          const next = field();
          root.append(make('div', 'behov', make('form', 'page', question, make('div', 'q', make('label', 'q-label', 'Two'), next))));
          const before = next.getBoundingClientRect().top;
          question.classList.add('q-bad');
          question.lastElementChild?.before(make('p', 'q-error', make('span', 'sign'), make('span', '', text)));
          return next.getBoundingClientRect().top - before;
        }, [sheet(), type, text] as const);
        if (Math.abs(by) > 0.5) moved.push(`${type} ${key}: ${by}`);
      }
    }
    expect(moved).toEqual([]);
  });
}
