// Shows a questionnaire with every question type in the state that the address
// names (`?state=wrong`). Nothing is drawn here: it is the widget with another
// questionnaire or attribute, and where a state takes a respondent, `hands`
// below does in the open shadow root what hands would do.

const STATES = {
  empty: { file: 'every-type', about: 'Så möter formuläret den som inte har svarat på något.' },
  filled: { file: 'prefilled', act: 'keep', about: 'Varje svar är skrivet eller valt.' },
  required: { file: 'required', about: 'Varje fråga måste besvaras, och säger det.' },
  missing: { file: 'required', act: 'next', about: 'Någon har gått vidare utan att svara.' },
  wrong: { file: 'required', act: 'scribble', about: 'Någon har svarat så att det inte går att förstå.' },
  prefilled: { file: 'prefilled', about: 'Svaren är ifyllda på förhand. Märket går bort när svaret ändras.' },
  'read-only': { file: 'read-only', about: 'Svaren är ifyllda på förhand och kan inte ändras.' },
  disabled: { file: 'prefilled', disabled: true, about: 'Sidan låter ingen svara just nu (attributet disabled).' },
  rows: { file: 'rows', about: 'Alla frågetyper i en rad som kan upprepas.' },
  search: { file: 'search', act: 'search', about: 'Förslag ur en lista medan någon skriver.' },
  loading: { file: 'search', act: 'ask', about: 'Listan är på väg.' },
  'no-list': { file: 'no-list', act: 'search', about: 'Listan kommer inte. Det går att svara ändå.' },
  review: { file: 'prefilled', act: 'next', about: 'Alla svar innan de skickas.' },
};

/** What means nothing, by the type of the question; of several fields one each. */
const NONSENSE = {
  text: ['a'.repeat(201)],
  textarea: ['a'.repeat(2001)],
  integer: ['två'],
  decimal: ['1,500'],
  email: ['namn@'],
  phone: ['12'],
  url: ['vår hemsida'],
  date: ['2026', '2', '31'],
  month: ['2026', '13'],
  year: ['87'],
  organisation_number: ['556036-0794'],
  code: ['a'.repeat(201)],
};

const tell = (field, ...events) => events.forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })));

const hands = {
  /** Says each answer that stands there, as if it had just been given. */
  keep: (form) => {
    for (const field of form.querySelectorAll('input, select, textarea')) {
      if (!/radio|checkbox/.test(field.type)) tell(field, 'input', 'blur');
      else if (field.checked) tell(field, 'change');
    }
  },
  /** Goes on to the next page. */
  next: (form) => form.querySelector('[type=submit]').click(),
  /** Writes in the field that searches. */
  ask: (form) => {
    const field = form.querySelector('[role=combobox]');
    field.value = 'snick';
    tell(field, 'input');
  },
  /** The same, and goes to the second suggestion, if there are any in the end. */
  search: async (form) => {
    hands.ask(form);
    const field = form.querySelector('[role=combobox]');
    const down = () => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    while (field.ariaExpanded !== 'true' && !form.querySelector('.lookup-failed')) {
      await new Promise((later) => setTimeout(later, 50));
    }
    if (field.ariaExpanded !== 'true') return;
    down();
    down();
  },
  /** Writes nonsense, answers one line of the table, and goes on. */
  scribble: (form) => {
    for (const question of form.querySelectorAll('[data-type]')) {
      question.querySelectorAll('input:not([type=radio], [type=checkbox]), textarea').forEach((field, index) => {
        field.value = NONSENSE[question.dataset.type]?.[index] ?? '';
        tell(field, 'input', 'blur');
      });
    }
    form.querySelector('table [type=radio]').click();
    hands.next(form);
  },
};

const wanted = new URLSearchParams(location.search).get('state');
const name = Object.hasOwn(STATES, wanted ?? '') ? wanted : 'empty';
const { file, act, disabled, about } = STATES[name];
const link = document.querySelector(`nav a[href="?state=${name}"]`);
link.setAttribute('aria-current', 'page');
document.title = `${link.textContent} – ${document.title}`;
document.querySelector('#about').textContent = about;

const form = document.createElement('behov-questionnaire');
form.setAttribute('src', `/gallery/${file}.json`);
// Each state is shown as it is, whatever was written in it before.
form.setAttribute('draft', 'off');
form.toggleAttribute('disabled', Boolean(disabled));
form.addEventListener('behov-ready', async () => {
  if (act) await hands[act](form.shadowRoot);
  // For whoever waits: what was to be done is done.
  form.dataset.state = name;
});
document.querySelector('main').append(form);
