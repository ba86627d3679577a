// A page with the real loader and a stand-in for the widget behind it: what is
// tested is what the loader does when its parts come, come late or do not come.

import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const source = (name: string) => readFileSync(new URL(`../../../public/${name}`, import.meta.url), 'utf8');

const names: Record<string, unknown> = {
  __GLUE__: 'behov-1.js',
  __WASM__: 'behov-1.wasm',
  __CSS__: 'behov-1.css',
  __WORDS__: { nb: 'nb-1.json', sv: 'sv-1.json' },
};
const loader = source('behov.js').replace(/__(GLUE|WASM|CSS|WORDS)__(?=;)/g, (name) => JSON.stringify(names[name]));

// In the form that `wasm-bindgen --target bundler` writes. The buttons enter the
// wasm: one returns, one traps.
const glue = `
let wasm;
export const __wbg_set_wasm = (exports) => { wasm = exports; };
globalThis.entered = 0;
export const __wbg_entered = () => { globalThis.entered += 1; };
globalThis.calls = [];
export const mount = async (root, host, text, words, address) => {
  const language = document.documentElement.lang.replace(/^no\\b/, 'nb');
  const said = (await words(language)) ?? null;
  calls.push(['mount', language, new URL(address).pathname, said]);
  let title;
  try {
    title = JSON.parse(text).title;
  } catch {
    throw { code: 'json.syntax', pointer: '', line: 1, column: 2, params: {} };
  }
  const make = (name, textContent, onclick = null) =>
    Object.assign(document.createElement(name), { textContent, onclick });
  const form = make('div', '');
  form.setAttribute('part', 'root');
  const heading = make('h2', title);
  heading.tabIndex = -1;
  const field = make('input', '');
  field.setAttribute('aria-label', 'Name');
  form.append(heading, field, make('button', 'Enter', () => wasm.enter()), make('button', 'Trap', () => wasm.trap()));
  root.append(form);
  return {
    unmount() { calls.push(['unmount']); form.remove(); wasm.enter(); },
    set(name, value) { calls.push(['set', name, value]); },
  };
};
`;

// (import "./widget_bg.js" "__wbg_entered" (func)), and three functions:
// `enter` calls it, `trap` is unreachable, `__wbindgen_start` does nothing.
const wasm = (() => {
  const name = (text: string) => [text.length, ...Buffer.from(text)];
  const section = (id: number, bytes: number[]) => [id, bytes.length, ...bytes];
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [1, ...name('./widget_bg.js'), ...name('__wbg_entered'), 0, 0]),
    ...section(3, [3, 0, 0, 0]),
    ...section(7, [3, ...name('enter'), 0, 1, ...name('trap'), 0, 2, ...name('__wbindgen_start'), 0, 3]),
    ...section(10, [3, 4, 0, 0x10, 0, 0x0b, 3, 0, 0, 0x0b, 2, 0, 0x0b]),
  ]);
})();

const script = 'text/javascript';
const json = 'application/json';
const files: Record<string, [type: string, content: string | Buffer]> = {
  '/behov.js': [script, loader],
  '/other/behov.js': [script, loader],
  '/behov.classic.js': [script, source('behov.classic.js')],
  '/behov-1.js': [script, glue + source('start.js')],
  '/behov-1.wasm': ['application/wasm', wasm],
  '/behov-1.css': ['text/css', '.behov { color: rgb(1, 2, 3) }'],
  '/sv-1.json': [json, '{"in":"sv"}'],
  '/nb-1.json': [json, '{"in":"nb"}'],
  '/words/sma.json': [json, '{"in":"sma"}'],
  '/q/one.json': [json, '{"title":"One"}'],
  '/q/two.json': [json, '{"title":"Two"}'],
  '/q/broken.json': ['text/html', '<!doctype html>'],
};

export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** What becomes of a request: a status, a cut connection, half an answer, or none at all. */
type Trouble = number | 'cut' | 'half' | 'silent';

export interface Site {
  readonly origin: string;
  /** Path -> what goes wrong with it; may be changed at any time. */
  trouble: Record<string, Trouble>;
  /** Path -> media type in place of the right one. */
  types: Record<string, string>;
  /** The page at `/`. */
  page: { language: string; head: string; body: string; policy: string };
  close(): void;
}

export const tag = '<behov-questionnaire src="/q/one.json" endpoint="/in"><p>Fallback</p></behov-questionnaire>';

export async function open(): Promise<Site> {
  const server = createServer((request, response) => answer(new URL(request.url ?? '/', 'http://x').pathname, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const site: Site = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble: {},
    types: {},
    page: { language: 'sv', head: '<script type="module" src="/behov.js"></script>', body: tag, policy },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  function answer(path: string, response: ServerResponse) {
    if (path === '/') {
      const { language, head, body } = site.page;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', site.page.policy);
      response.end(`<!doctype html><html lang="${language}"><head>${head}</head><body>${body}</body></html>`);
      return;
    }
    // Another version of the loader has other files, of the same content here.
    const [type, content] = files[path] ?? files[path.replace(/^\/other/, '')] ?? ['text/plain', ''];
    const trouble = site.trouble[path] ?? (type === 'text/plain' ? 404 : undefined);
    if (trouble === 'silent') return;
    if (trouble === 'cut') return void response.destroy();
    response.setHeader('content-type', site.types[path] ?? type);
    if (trouble === 'half') {
      response.setHeader('content-length', content.length);
      response.write(content.slice(0, content.length / 2));
      setTimeout(() => response.destroy(), 50);
      return;
    }
    response.statusCode = trouble ?? 200;
    response.end(trouble ? '' : content);
  }

  return site;
}
