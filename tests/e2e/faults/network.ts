// What becomes of what the browser asks for, as chance has it; and a record of
// every body that left it and of every answer that came back.

import type { APIResponse, BrowserContext, Route } from '@playwright/test';

import type { Collector } from '../fixtures/collector.ts';
import type { Dice } from './dice.ts';

/** What may happen to a try to send. */
export const FATES = [
  'lost on the way',
  'stored, the answer lost',
  'stored, the answer never ends',
  'never answered',
  '500',
  '503 with a time to wait',
  '429 with a time to wait',
  'garbage',
  'a page in place of an answer',
  'half an answer',
  'the receipt of another',
  'slow',
  'the collector killed before',
  'the collector killed meanwhile',
] as const;

export type Fate = (typeof FATES)[number];

/** A body as it left the browser. */
export interface Sent {
  id: string;
  body: string;
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** The network of one journey. */
export class Network {
  readonly sent: Sent[] = [];
  /** The receipts that went to the browser whole: code -> id. */
  readonly receipts = new Map<string, string>();
  /** What becomes of the next tries to send; those after them get through. */
  readonly fates: Fate[] = [];
  /** How many of the next files of the form do not come. */
  lostFiles = 0;
  /** Which version of the questionnaire is out. */
  version = '1.0.0';
  offline = false;
  injected = 0;

  constructor(
    private readonly collector: Collector,
    private readonly dice: Dice,
  ) {}

  async lie(context: BrowserContext): Promise<void> {
    const handle = (act: (route: Route) => Promise<void>) => (route: Route) =>
      // The page may be gone by the time that its answer comes.
      act(route).catch(() => route.abort().catch(() => undefined));
    await context.route(/\/(behov|sv)[^/]*\.(js|wasm|css|json)$/, handle((route) => this.file(route)));
    await context.route('**/q/*.json', handle((route) => this.questionnaire(route)));
    await context.route('**/api/v1/submissions', handle((route) => this.submission(route)));
  }

  /** Takes the network away, and gives it back. */
  async away(context: BrowserContext, offline: boolean): Promise<void> {
    this.offline = offline;
    await context.setOffline(offline);
  }

  private async file(route: Route): Promise<void> {
    if (this.offline) return route.abort('internetdisconnected');
    if (this.lostFiles === 0) return route.continue();
    this.lostFiles -= 1;
    this.injected += 1;
    if (this.dice.hits(0.5)) return route.abort('connectionreset');
    await route.fulfill({ status: 500, body: '' });
  }

  private async questionnaire(route: Route): Promise<void> {
    if (this.offline) return route.abort('internetdisconnected');
    if (this.lostFiles > 0) return this.file(route);
    const url = route.request().url().replace(/\.json$/, `/${this.version}.json`);
    await this.collector.awake();
    await route.fulfill({ response: await route.fetch({ url }) });
  }

  private async submission(route: Route): Promise<void> {
    const body = route.request().postData() ?? '';
    const { id } = JSON.parse(body).meta;
    if (this.offline) return route.abort('internetdisconnected');
    this.sent.push({ id, body });
    const fate = this.fates.shift();
    if (fate) this.injected += 1;
    switch (fate) {
      case undefined:
        return this.through(route);
      case 'slow':
        await pause(200 + this.dice.below(600));
        return this.through(route);
      case 'lost on the way':
        return route.abort(this.dice.one(['connectionreset', 'timedout', 'namenotresolved'] as const));
      case 'never answered':
        return;
      case 'stored, the answer lost':
        await this.fetch(route);
        return route.abort('connectionreset');
      case 'stored, the answer never ends':
        await this.fetch(route);
        return;
      case 'half an answer': {
        const answer = await (await this.fetch(route)).text();
        return route.fulfill({ status: 201, contentType: 'application/json', body: answer.slice(0, answer.length / 2) });
      }
      case 'the receipt of another': {
        const receipt = await (await this.fetch(route)).json();
        return route.fulfill({ status: 201, json: { ...receipt, id: '01890a5d-ac96-774b-bcce-b302099a8057' } });
      }
      case '500':
        return route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' });
      case '503 with a time to wait':
        return route.fulfill({ status: 503, headers: { 'Retry-After': String(1 + this.dice.below(3)) }, body: '' });
      case '429 with a time to wait':
        return route.fulfill({ status: 429, headers: { 'Retry-After': '2' }, json: { status: 429, errors: [] } });
      case 'garbage': {
        const body = Buffer.from(Array.from({ length: 200 }, () => this.dice.below(256)));
        return route.fulfill({ status: 200, contentType: 'application/json', body });
      }
      case 'a page in place of an answer':
        return route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Välkommen</title>' });
      case 'the collector killed before':
        await this.collector.kill();
        await route.abort('connectionrefused');
        return this.collector.again();
      case 'the collector killed meanwhile': {
        const settled = route.fetch().then(
          (response) => response,
          () => undefined,
        );
        await pause(this.dice.below(12));
        await this.collector.kill();
        const response = await settled;
        await this.collector.again();
        if (!response) return route.abort('connectionreset');
        return this.answer(route, response);
      }
    }
  }

  private async through(route: Route): Promise<void> {
    await this.answer(route, await this.fetch(route));
  }

  /** Asks the collector, when it listens again after a kill. */
  private async fetch(route: Route): Promise<APIResponse> {
    await this.collector.awake();
    return route.fetch();
  }

  private async answer(route: Route, response: APIResponse): Promise<void> {
    const text = await response.text();
    if (response.ok()) {
      const { id, code } = JSON.parse(text);
      this.receipts.set(code, id);
    }
    await route.fulfill({ response, body: text });
  }
}
