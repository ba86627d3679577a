// One firm on its way from the first page to the receipt, with whatever chance
// puts in between: it looks at the screen, and does what a person would do.

import { isDeepStrictEqual } from 'node:util';

import { type Browser, errors, expect } from '@playwright/test';

import type { Collector } from '../fixtures/collector.ts';
import type { Trouble } from '../fixtures/test.ts';
import { Device, type Seen } from './device.ts';
import { Dice } from './dice.ts';
import { type Answer, type Firm, firm, type Sheet } from './firm.ts';
import { FATES, Network } from './network.ts';

/** So long may a firm need, with everything that happens to it, in milliseconds. */
const PATIENCE = 60_000;

/** What came of it. */
export interface Outcome {
  seed: number;
  /** What is to be stored of it, apart from `meta`. */
  meant: object;
  network: Network;
  /** How much went wrong on the way. */
  faults: number;
}

/** One journey; an error says with which seed it comes again, and what was done. */
export async function journey(seed: number, browser: Browser, collector: Collector, trouble: Trouble): Promise<Outcome> {
  const dice = new Dice(seed);
  const context = await browser.newContext({ baseURL: collector.address, locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
  const asked = firm(seed, dice);
  const network = new Network(collector, new Dice(seed ^ 0x5eed));
  const tag = `<behov-questionnaire src="/q/${asked.questionnaire}.json" endpoint="/api/v1/submissions"></behov-questionnaire>`;
  const person = new Person(dice, asked, network, new Device(context, trouble, tag));
  try {
    await network.lie(context);
    await person.answers();
    expect(trouble.unexpected, 'errors of the page').toEqual([]);
  } catch (error) {
    throw new Error(`BEHOV_SEED=${seed} shows it again: ${error}\n${person.log.join('\n')}`);
  } finally {
    await context.close();
  }
  return { seed, meant: person.meant, network, faults: person.faults + network.injected };
}

class Person {
  /** What was done and seen, for whoever must find out why. */
  readonly log: string[] = [];
  faults = 0;
  /** What counts in the end, of what it sent. */
  meant: object = {};
  /** What was written, of which it is not known yet whether it stands there still. */
  private readonly unseen = new Set<Answer>();
  /** The storage is in order again after so many looks at the screen. */
  private mended = Infinity;
  /** Something was written since the storage was in order. */
  private written = false;
  private tried = false;
  /** It was tried to send while nothing could be kept: this page alone knows. */
  private alone = false;
  private corrections = 1;
  /** How often nothing of the form was there. */
  private blank = 0;
  private readonly most: number;
  private readonly begun = Date.now();
  private noted = '';

  constructor(
    private readonly dice: Dice,
    private readonly firm: Firm,
    private readonly network: Network,
    private readonly device: Device,
  ) {
    this.most = 3 + dice.below(5);
  }

  async answers(): Promise<void> {
    await this.device.prepare();
    const until = Date.now() + PATIENCE;
    await this.device.visit();
    for (;;) {
      if (Date.now() > until) throw new Error('it does not come to an end');
      const seen = await this.device.look();
      this.note(`sees "${seen.heading}" ${seen.alerts.join(' | ')}`);
      this.mustBeBearable(seen);
      try {
        if ((this.mended -= 1) <= 0) await this.mend();
        else if (this.faults < this.most && this.dice.hits(0.35)) await this.goWrong(seen);
        else if (await this.act(seen)) break;
      } catch (error) {
        // The screen may change while one reaches for it.
        if (!(error instanceof errors.TimeoutError)) throw error;
        this.note('it is another page by now');
      }
    }
    expect(await this.device.errors()).not.toContain('trap');
    // What is denied cannot be cleared, and another window has its own.
    if (this.device.wasDenied || this.device.hadTwo) return;
    // The database takes a moment to forget.
    const left = expect.poll(() => this.device.drafts(), 'left on the device');
    await left.toEqual([]).catch((error) => {
      if (!this.device.wasFull) throw error;
      return this.declines();
    });
  }

  /**
   * What was written while the storage was full is known to the database alone.
   * Whoever wrote before that could be asked is offered it at the next visit.
   */
  private async declines(): Promise<void> {
    const { form } = this.device;
    this.note('comes back, and begins anew');
    await this.online();
    await this.mend();
    this.network.lostFiles = 0;
    await this.device.visit();
    await expect(this.device.form.heading(form.words('draft.found.title'))).toBeVisible();
    await this.press('draft.start_over');
    await expect.poll(() => this.device.drafts(), 'left on the device after all').toEqual([]);
  }

  /** No respondent sees an error that he cannot act on. */
  private mustBeBearable({ alerts, buttons }: Seen): void {
    for (const alert of alerts) {
      const acts = ['Försök igen', 'Nästa', 'Granska svaren'].some((label) => buttons.includes(label));
      expect(acts, `something can be done about "${alert}"`).toBe(true);
    }
  }

  /** Does the next thing; whether the receipt is there and right. */
  private async act(seen: Seen): Promise<boolean> {
    const { form } = this.device;
    const sheet = this.firm.sheets.find(({ title }) => title === seen.heading);
    const says = (key: string) => seen.buttons.includes(form.words(key));
    if (this.network.offline && this.dice.hits(0.2)) await this.online();
    if (seen.heading === form.words('receipt.title')) return this.isDone();
    if (says('draft.here')) await this.press('draft.here');
    else if (says('send.again')) await this.recover(seen);
    else if (seen.heading === form.words('draft.found.title')) await this.press('draft.go_on');
    else if (sheet && (await this.isOver(sheet))) return true;
    else if (sheet) await this.fill(sheet, seen);
    else if (says('nav.send')) await this.send();
    // The page's own words stand there for ever when the script did not come.
    else if (!seen.loader && !this.network.offline && (this.blank += 1) > 40) await this.reload();
    // It loads, or it sends: a server that never answers is given up after so long.
    else await this.wait(this.tried && this.dice.hits(0.1) ? 21_000 : 30);
    return false;
  }

  private async press(key: string): Promise<void> {
    this.note(`presses ${key}`);
    await this.device.form.button(key).click();
  }

  private async wait(milliseconds: number): Promise<void> {
    if (milliseconds < 1000) await new Promise((done) => setTimeout(done, milliseconds));
    else await this.device.pass(milliseconds);
  }

  /**
   * An empty form after a try: the receipt had come when the page went away, or
   * is in the other window. What was to be corrected since, and was not saved
   * within the second that it takes, is as it was sent.
   */
  private async isOver(sheet: Sheet): Promise<boolean> {
    const [name] = sheet.answers;
    if (!this.tried || !name || !this.unseen.has(name) || (await name.stands(this.device.form)) !== '') return false;
    const last = this.network.sent.at(-1)!;
    if (![...this.network.receipts.values()].includes(last.id)) return false;
    const { meta, ...answers } = JSON.parse(last.body);
    if (!name.allows('')) expect(answers, 'what was acknowledged').toEqual(this.firm.expected());
    this.meant = answers;
    return true;
  }

  /** Looks at what stands there, and writes what is to stand there. */
  private async fill(sheet: Sheet, seen: Seen): Promise<void> {
    const { form } = this.device;
    for (const answer of sheet.answers) {
      const stands = await answer.stands(form);
      this.recognise(answer, stands);
      if (stands === answer.wish) continue;
      this.note(`writes "${answer.wish}" over "${stands}"`);
      this.written = true;
      await answer.give(form);
    }
    const keys = ['nav.back_to_review', 'nav.review', 'nav.next'];
    await this.press(keys.find((key) => seen.buttons.includes(form.words(key))) ?? 'nav.next');
  }

  /** After a fault nothing else may stand there than what may have been lost explains. */
  private recognise(answer: Answer, stands: string): void {
    if (!this.unseen.delete(answer)) return;
    expect(answer.allows(stands), `"${stands}" as ${answer.label}, where ${answer.allowed} was written`).toBe(true);
    answer.found(stands);
  }

  /** Reads the review, and sends it when it says what is meant. */
  private async send(): Promise<void> {
    for (const { answers } of this.firm.sheets) {
      for (const answer of answers) {
        const says = await this.device.reviewed(answer.label);
        if (says === undefined) return;
        const stands = says === this.device.form.words('review.not_answered') ? '' : says;
        this.recognise(answer, stands);
        if (stands !== answer.wish) return this.change(answer);
      }
    }
    await this.press('nav.send');
    this.tried = true;
    this.alone ||= !this.device.keeps;
    this.remember();
  }

  /** What is seen to be written is on the device by now, if anything is. */
  private remember(): void {
    if (!this.device.keeps) return;
    for (const { answers } of this.firm.sheets) {
      for (const answer of answers) if (!this.unseen.has(answer)) answer.settle();
    }
  }

  /** The answers are not sent, or the form did not come: waits, presses, or thinks better of it. */
  private async recover(seen: Seen): Promise<void> {
    const chance = this.dice.throw();
    if (chance < 0.5 || seen.heading !== this.device.form.words('review.title')) await this.press('send.again');
    else if (chance < 0.85) await this.wait(16_000);
    else await this.change(this.firm.changeMind(this.dice));
  }

  private async online(): Promise<void> {
    this.note('has a network again');
    await this.network.away(this.device.context, false);
  }

  private async mend(): Promise<void> {
    this.note('can keep things on the device again');
    this.mended = Infinity;
    this.written = false;
    await this.device.deny(false);
    await this.device.fill(false);
  }

  /** From the review to an answer that is to be another one. */
  private async change(answer: Answer): Promise<void> {
    this.note(`goes to change ${answer.label} to "${answer.wish}"`);
    await this.device.form.change(answer.label).click();
  }

  /** A receipt: it must be one that the collector gave, and is it for what is meant? */
  private async isDone(): Promise<boolean> {
    const id = this.network.receipts.get(await this.device.code());
    expect(id, 'whose receipt is shown').toBeDefined();
    const { meta, ...answers } = JSON.parse(this.network.sent.findLast((one) => one.id === id)!.body);
    this.meant = answers;
    if (!isDeepStrictEqual(answers, this.firm.expected())) {
      // What was edited less than a second before a fault may be lost.
      for (const { answers } of this.firm.sheets) for (const answer of answers) this.unseen.add(answer);
    } else if (this.corrections === 0 || !this.dice.hits(0.15)) return true;
    else {
      this.corrections -= 1;
      this.firm.changeMind(this.dice);
    }
    // With the receipt the copy on the device is gone.
    for (const { answers } of this.firm.sheets) for (const answer of answers) answer.forget();
    await this.press('receipt.correct');
    return false;
  }

  /** Something goes wrong that can go wrong now. */
  private async goWrong(seen: Seen): Promise<void> {
    const sheet = this.firm.sheets.find(({ title }) => title === seen.heading);
    // What nobody remembers cannot be sent once.
    const forgets = this.tried && !this.device.keeps;
    const may: [string, boolean, () => Promise<unknown>][] = [
      ['the network goes', !this.network.offline, () => this.network.away(this.device.context, true)],
      ['what is sent meets faults', true, async () => this.meet()],
      ['what is sent meets faults soon', true, async () => this.meet()],
      ['files are lost', true, async () => (this.network.lostFiles += 1 + this.dice.below(2))],
      ['there is another version', this.network.version === '1.0.0', async () => (this.network.version = '1.1.0')],
      ['the tab is killed', !forgets && !this.alone, () => this.comeBack(() => this.device.crash())],
      ['the tab is closed', !forgets && !this.alone, () => this.comeBack(() => this.device.close())],
      ['the tab is killed while one types', !!sheet && !forgets && !this.alone, () => this.killedTyping(sheet!)],
      ['the tab is killed while one types something else', !!sheet && !forgets && !this.alone, () => this.killedTyping(sheet!)],
      ['the page is loaded again', !forgets && !this.alone, () => this.reload()],
      ['storage is denied', this.canLose, () => this.lose(() => this.device.deny(true))],
      ['storage is full', this.canLose, () => this.lose(() => this.device.fill(true))],
      ['another window is opened', this.settled(seen) && !this.alone, () => this.comeBack(() => this.device.putAside())],
      ['the other window is gone back to', this.device.hasOther && this.settled(seen), () => this.swap()],
    ];
    const [what, , act] = this.dice.one(may.filter(([, possible]) => possible));
    this.faults += 1;
    this.note(`-- ${what}`);
    await act();
  }

  private meet(): void {
    const fates = Array.from({ length: 1 + this.dice.below(3) }, () => this.dice.one(FATES));
    this.note(fates.join(', '));
    this.network.fates.push(...fates);
  }

  /** The page is gone by `act`, and opened anew. */
  private async comeBack(act: () => Promise<void>): Promise<void> {
    if (this.dice.hits(0.5)) await this.settle();
    await act();
    await this.device.visit();
    this.blank = 0;
    this.doubt();
  }

  private async killedTyping(sheet: Sheet): Promise<void> {
    // Where the receipt came as the page went away there is nothing to go on with.
    if (await this.isOver(sheet)) return;
    const [answer] = sheet.answers;
    if (answer) {
      this.written = true;
      const { form } = this.device;
      this.recognise(answer, await answer.stands(form));
      const letters = this.dice.below(answer.wish.length);
      const half = Math.floor(letters / 2);
      await answer.begin(form, half);
      // Nobody looks meanwhile whether it is saved, nor is the page asked for its word.
      await this.device.pass(1000);
      const { foot, buttons } = await this.device.look();
      if (this.device.keeps && foot && !buttons.includes(form.words('draft.here'))) answer.settle();
      await answer.typeOn(form, half, letters);
    }
    await this.device.crash();
    await this.device.visit();
    this.doubt();
  }

  private async reload(): Promise<void> {
    // What is written is saved when a page is put away, once it says that it saves.
    if (this.settled(await this.device.look())) this.remember();
    await this.device.reload();
    this.blank = 0;
    this.doubt();
  }

  private get canLose(): boolean {
    // Denied before it is looked at, a draft would be passed over.
    return this.device.keeps && !this.tried && !this.device.hasOther && this.unseen.size === 0;
  }

  private async lose(act: () => Promise<void>): Promise<void> {
    this.mended = 2 + this.dice.below(12);
    await act();
  }

  private async swap(): Promise<void> {
    await this.settle();
    await this.device.swap();
    if ((await this.device.look()).buttons.includes(this.device.form.words('draft.here'))) return this.doubt();
    await this.device.swap();
  }

  /** Whether the page says that what is written is saved. */
  private settled(seen: Seen): boolean {
    return this.device.keeps && this.written && seen.saved;
  }

  /** What was written is saved within a second. */
  private async settle(): Promise<void> {
    if (!this.settled(await this.device.look())) return;
    await this.device.pass(1200);
    this.remember();
  }

  private doubt(): void {
    for (const { answers } of this.firm.sheets) for (const answer of answers) this.unseen.add(answer);
  }

  private note(line: string): void {
    if (line === this.noted) return;
    this.noted = line;
    this.log.push(`${((Date.now() - this.begun) / 1000).toFixed(1)} s: ${line}`);
  }
}
