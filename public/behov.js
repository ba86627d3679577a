// The loader: the element <behov-questionnaire>, and nothing of a questionnaire itself.
//
// It fetches the widget and the questionnaire at once, shows what stands in the
// element until both are there, and says so when they cannot be. Every visitor of
// the page pays for this file, so it is kept below 2 KiB compressed.
//
// `cargo xtask dist` replaces the four names in double underscores by JSON: the
// names of the hashed files beside this one, and for the words an object of
// language -> file name; `start.js` is at the end of the glue.
//
// The glue has `__behov_mount(root, host, document, words, address, beside)`, a promise
// of a handle with unmount() and set(attribute, value or null). It appends one
// `<div part="root">` to `root`, and rejects with {code, pointer, line, column}
// when the questionnaire is refused, and as `words(language)` does when that rejects
// for the country's language too. That is a promise of nothing where there are none.

const TAG = 'behov-questionnaire';
const GLUE = __GLUE__;
const WASM = __WASM__;
const CSS = __CSS__;
const WORDS = __WORDS__;

// What is said here must not depend on anything that can fail to arrive.
const SENTENCES = {
  sv: [
    'Formuläret kan inte visas i den här webbläsaren.',
    'Formuläret kunde inte hämtas.',
    'Formuläret kan inte visas: fel i filen.',
    'Formuläret slutade fungera.',
    'Försök igen',
    'Öppna formuläret',
    'Ladda om sidan',
  ],
  nb: [
    'Skjemaet kan ikke vises i denne nettleseren.',
    'Skjemaet kunne ikke hentes.',
    'Skjemaet kan ikke vises: feil i filen.',
    'Skjemaet sluttet å virke.',
    'Prøv igjen',
    'Åpne skjemaet',
    'Last siden på nytt',
  ],
  nn: [
    'Skjemaet kan ikkje visast i denne nettlesaren.',
    'Skjemaet kunne ikkje hentast.',
    'Skjemaet kan ikkje visast: feil i fila.',
    'Skjemaet slutta å verke.',
    'Prøv igjen',
    'Opne skjemaet',
    'Last sida på nytt',
  ],
  en: [
    'The form cannot be shown in this browser.',
    'The form could not be loaded.',
    'The form cannot be shown: error in its file.',
    'The form stopped working.',
    'Try again',
    'Open the form',
    'Reload the page',
  ],
};

const live = new Set(); // the `fail` of each element on the page
let tries = 0;
let trapped;

// Keeps a promise for the whole page, but not a failed one.
const kept = {};
const once = (key, work) =>
  (kept[key] ??= work().catch((error) => {
    delete kept[key];
    throw error;
  }));

const get = async (url, what, read = (response) => response.text()) => {
  let why = '.network';
  try {
    const response = await fetch(url);
    if (response.ok) return await read(response);
    why = '.status';
  } catch {}
  throw { code: what + why };
};
const load = (file, read) => get(new URL(file, import.meta.url), 'load', read);

const start = async () => {
  // `resolve` came with the oldest browsers that have all that the wasm needs.
  if (!globalThis.WebAssembly || !import.meta.resolve) throw { code: 'wasm.missing' };
  const [glue, wasm, css] = await Promise.all([
    // A browser may remember that a module failed: the fragment makes it ask again.
    import(`./${GLUE}#${tries++}`),
    load(WASM, (response) => response),
    load(CSS),
  ]);
  await glue.__behov_start(glue, wasm, load, () => {
    trapped = { code: 'trap' };
    for (const fail of live) fail(trapped);
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [glue, sheet];
};

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

// Puts a questionnaire into `target`, with the attributes of the tag; what stood
// in it becomes the fallback. Returns the questionnaire's element.
export const mount = (target, attributes) => {
  const element = make(TAG, {}, ...target.childNodes);
  for (const name in attributes) {
    const value = attributes[name];
    element.setAttribute(name, Object(value) === value ? JSON.stringify(value) : value);
  }
  target.append(element);
  return element;
};

// Nothing happens where there is no page, as on a server.
if (globalThis.customElements) {
  class Widget extends HTMLElement {
    static observedAttributes = ['src', 'endpoint', 'lang', 'campaign', 'region', 'channel', 'disabled'];

    #root = this.attachShadow({ mode: 'open' });
    #fallback = make('slot');
    #message = make('div', { className: 'behov message danger', part: 'message' });
    #handle;
    #run; // tells an outdated wait that it is

    constructor() {
      super();
      this.#message.setAttribute('role', 'alert');
      this.#root.append(this.#message, this.#fallback);
    }

    // The attribute as an object; read when the form starts.
    get prefill() {
      return JSON.parse(this.getAttribute('prefill'));
    }
    set prefill(answers) {
      this.setAttribute('prefill', JSON.stringify(answers));
    }

    connectedCallback() {
      if (this.hasOwnProperty('prefill')) {
        // Set before this class was there.
        const { prefill } = this;
        delete this.prefill;
        this.prefill = prefill;
      }
      live.add(this.#fail);
      if (!this.#run) this.#begin();
    }

    async disconnectedCallback() {
      await null; // a moved element is connected again by now, and keeps its session
      if (this.isConnected) return;
      live.delete(this.#fail);
      this.#end();
    }

    attributeChangedCallback(name, before, value) {
      if (name !== 'src') this.#handle?.set(name, value);
      else if (this.#run && before !== value) {
        this.#end();
        this.#begin();
      }
    }

    get #language() {
      const nearest = this.closest('[lang]') ?? document.documentElement;
      return nearest.lang.replace(/^no\b/, 'nb') || 'sv';
    }

    // The words in `language`: ours, else those that the page has; else nothing.
    #words = async (language) => {
      const folder = this.getAttribute('words');
      const file =
        WORDS[language] ||
        WORDS[language.split('-')[0]] ||
        (folder && new URL(folder + `/${language}.json`, this.baseURI));
      return file && once(file, () => load(file));
    };

    async #begin() {
      const run = (this.#run = {});
      const fail = (error) => run === this.#run && this.#fail(error);
      const src = this.getAttribute('src');
      if (!src) return;
      const late = setTimeout(fail, 20000, {}); // milliseconds; what comes later is still shown
      try {
        if (trapped) throw trapped;
        const [[glue, sheet], [text, address]] = await Promise.all([
          once('', start),
          get(src, 'questionnaire', async (response) => [await response.text(), response.url]),
          // A guess, so that they are there when asked for.
          this.#words(this.#language).catch(() => {}),
        ]);
        if (run !== this.#run) return; // the newer one has come before, or is to
        this.#root.adoptedStyleSheets = [sheet];
        const handle = await glue.__behov_mount(this.#root, this, text, this.#words, address, import.meta.url);
        if (run !== this.#run) return handle.unmount();
        this.#handle = handle;
        this.#show(false, this.#root.querySelector('[tabindex]'));
      } catch (error) {
        fail(error);
      } finally {
        clearTimeout(late);
      }
    }

    #end() {
      this.#handle?.unmount();
      this.#run = this.#handle = null;
      this.#show(true);
    }

    // The fallback, or not, and a message; the focus stays in the widget if it was there.
    #show(fallback, next, ...message) {
      const focused = this.#root.activeElement;
      this.#message.replaceChildren(...message);
      this.#fallback.hidden = !fallback;
      if (focused) next?.focus();
    }

    // Also called from outside of a run: a trap ends every widget on the page.
    #fail = ({ code = 'load.network', pointer, line, column }) => {
      const short = this.#language.split('-')[0];
      const language = SENTENCES[short] ? short : 'en';
      const say = SENTENCES[language];
      const kind = code === 'trap' ? 3 : /^wasm/.test(code) ? 0 : /network|status/.test(code) ? 1 : 2;
      if (kind > 2) {
        // What was written can still be read, but nothing answers any more.
        const form = this.#root.querySelector('[part=root]');
        if (form) form.inert = true;
        this.#run = this.#handle = null;
      }
      const href = this.getAttribute('fallback-href');
      const link = make('a', { textContent: say[5], href, hidden: !href });
      const button = make('button', {
        textContent: say[kind + 3],
        hidden: !(kind % 2),
        onclick: () => (kind > 1 ? location.reload() : this.#begin()),
      });
      this.#message.lang = language;
      this.#show(true, button, make('p', {}, [say[kind], code, pointer, line, column].join(' ')), button, link);
      this.dispatchEvent(
        new CustomEvent('behov-error', { detail: { code, pointer, line, column }, bubbles: true, composed: true }),
      );
    };
  }

  // <div data-behov-src="…">, for editors that strip tags they do not know; not
  // before it is read to its end, nor where another version of this file has been.
  const upgrade = () => {
    for (const div of document.querySelectorAll('[data-behov-src]')) {
      if (document.readyState === 'loading' || div.querySelector(TAG)) continue;
      const attributes = {};
      for (const { name, value } of div.attributes) {
        const own = name.split('data-behov-')[1];
        if (own) attributes[own] = value;
      }
      mount(div, attributes);
    }
  };

  if (!customElements.get(TAG)) customElements.define(TAG, Widget);
  upgrade();
  addEventListener('DOMContentLoaded', upgrade);
  new MutationObserver(upgrade).observe(document, { childList: true, subtree: true });
}
