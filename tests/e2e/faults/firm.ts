// What a firm means to answer, what it has typed, and what must be stored of it:
// worked out here from the format, not from what the widget does.

import type { Locator } from '@playwright/test';

import type { Form } from '../pages/form.ts';
import type { Dice } from './dice.ts';

/** One answer: how it is seen and given, and what may stand there after a fault. */
export class Answer {
  /** What is certain to be on the device or in the page, and all that was typed since. */
  private typed: string[] = [''];

  constructor(
    readonly label: string,
    /** What the firm means to say now. */
    public wish: string,
    private readonly hand: Hand,
  ) {}

  async stands(form: Form): Promise<string> {
    return this.hand.read(form, this.label);
  }

  /** Writes down what it means to say. */
  async give(form: Form): Promise<void> {
    this.typed.push(this.wish);
    await this.hand.write(form, this.label, this.wish);
  }

  /** Types anew as many letters as there is time for. */
  async begin(form: Form, letters: number): Promise<void> {
    if (!this.hand.letters) return;
    await box(form, this.label).fill('');
    this.typed.push('');
    await this.typeOn(form, 0, letters);
  }

  /** Types the letters from one to another. */
  async typeOn(form: Form, from: number, to: number): Promise<void> {
    if (!this.hand.letters) return;
    for (let end = from + 1; end <= to; end += 1) this.typed.push(this.wish.slice(0, end));
    await box(form, this.label).pressSequentially(this.wish.slice(from, to));
  }

  /** What was typed last cannot be lost any more. */
  settle(): void {
    this.typed = this.typed.slice(-1);
  }

  /** Nothing remembers what was typed. */
  forget(): void {
    this.typed.unshift('');
  }

  /** Whether this may stand there when the page comes back. */
  allows(value: string): boolean {
    return this.typed.includes(value);
  }

  /** What stands there is what is known of it now. */
  found(value: string): void {
    this.typed = [value];
  }

  get allowed(): string {
    return JSON.stringify(this.typed);
  }
}

/** How a kind of question is read and answered. */
interface Hand {
  letters?: boolean;
  read(form: Form, label: string): Promise<string>;
  write(form: Form, label: string, value: string): Promise<void>;
}

const box = (form: Form, label: string): Locator => form.scope.getByRole('textbox', { name: label, exact: true });

const text: Hand = {
  letters: true,
  read: (form, label) => box(form, label).inputValue(),
  write: (form, label, value) => box(form, label).fill(value),
};

const radio: Hand = {
  // At one go: the screen may change while one reads.
  read: (form, label) =>
    form.scope.getByRole('radiogroup', { name: label, exact: true }).evaluate((group) => {
      const chosen = group.querySelector<HTMLInputElement>('input:checked');
      return chosen?.labels?.[0]?.textContent?.trim() ?? '';
    }),
  write: (form, label, value) =>
    form.scope
      .getByRole('radiogroup', { name: label, exact: true })
      .getByRole('radio', { name: value, exact: true })
      .check(),
};

const list: Hand = {
  read: async (form, label) => {
    const field = form.scope.getByRole('combobox', { name: label });
    return field.evaluate((select: HTMLSelectElement) => (select.value && select.selectedOptions[0]!.textContent!.trim()) || '');
  },
  write: async (form, label, value) => {
    await form.scope.getByRole('combobox', { name: label }).selectOption({ label: value });
  },
};

/** A page and what is answered on it. */
export interface Sheet {
  title: string;
  answers: Answer[];
}

export interface Firm {
  questionnaire: string;
  sheets: Sheet[];
  /** The answer that is the firm's alone, by which it is known. */
  name: Answer;
  /** What is to be stored of it, apart from `meta`. */
  expected(): object;
  /** Means to say something else in one of its answers. */
  changeMind(dice: Dice): Answer;
}

/** A Swedish organisation number that nobody else here has, with its check digit (Luhn). */
function organisation(number: number): string {
  const digits = `55${(6_000_000 + number).toString()}`;
  let sum = 0;
  for (const [at, digit] of [...digits].entries()) {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const HIRES = { Ja: 'yes', Nej: 'no', 'Vet inte': 'unknown' } as const;
const SECTORS = { Privat: 'private', Kommunal: 'municipal' } as const;
const PLACES = { Malå: '2418', Bjurholm: '2403' } as const;

const keys = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

/** The firm of the journey with this number. */
export function firm(number: number, dice: Dice): Firm {
  const name = new Answer('Företagets namn', `Såg & Hyvel ${number} "Å" AB`, text);
  const organisationNumber = new Answer('Organisationsnummer', organisation(number), text);
  const employees = new Answer('Antal anställda', String(dice.below(900)), text);
  const org = () => ({
    country: 'SE',
    name: name.wish,
    number: organisationNumber.wish,
    employees_exact: Number(employees.wish),
  });
  const change = (others: (() => Answer)[]) => (thrown: Dice) => {
    const reword = () => Object.assign(name, { wish: `Såg & Hyvel ${number} nr ${thrown.below(1e6)} AB` });
    const recount = () => Object.assign(employees, { wish: String(900 + thrown.below(99)) });
    return thrown.one([reword, recount, ...others])();
  };

  if (dice.hits(0.65)) {
    const hire = new Answer('Behöver ni anställa?', dice.one(keys(HIRES)), radio);
    return {
      questionnaire: 'e2e-kort',
      sheets: [
        { title: 'Om er', answers: [name, organisationNumber, employees] },
        { title: 'Ert behov', answers: [hire] },
      ],
      name,
      expected: () => ({ org: org(), out: { need: HIRES[hire.wish as keyof typeof HIRES] } }),
      changeMind: change([() => Object.assign(hire, { wish: hire.wish === 'Ja' ? 'Nej' : 'Ja' })]),
    };
  }

  const sector = new Answer('Sektor', dice.one(keys(SECTORS)), radio);
  const place = new Answer('Kommun', dice.one(keys(PLACES)), list);
  const comment = new Answer('Annat', `Rad ${number}: <b>&amp;</b> 😀 ‰`, text);
  return {
    questionnaire: 'e2e-arbetsplatser',
    sheets: [
      { title: 'Om er', answers: [name, organisationNumber, sector, place, employees] },
      { title: 'Ert behov', answers: [comment] },
      { title: 'Kontakt', answers: [] },
    ],
    name,
    expected: () => ({
      org: {
        ...org(),
        sector: SECTORS[sector.wish as keyof typeof SECTORS],
        municipality: {
          system: 'kommun-se',
          version: '2024',
          code: PLACES[place.wish as keyof typeof PLACES],
          display: place.wish,
        },
      },
      need: [],
      x: { e2e: { comment: comment.wish } },
      perm: { contact: false },
    }),
    changeMind: change([() => Object.assign(place, { wish: place.wish === 'Malå' ? 'Bjurholm' : 'Malå' })]),
  };
}
