// What must be true of every stored submission, whatever was answered.

import { expect } from '@playwright/test';

import type { Stored } from '../fixtures/collector.ts';
import { questionnaireHash } from './canonical.ts';
import { json } from './places.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The first region that the answered municipality lies in. */
function regionOf({ regions = [] }: any, { org }: any): string | undefined {
  return regions.find((region: any) => region.municipalities.includes(org?.municipality?.code))?.id;
}

/** Compares a line of the export with the answers given: equal, and nothing beside them. */
export function expectStored(line: Stored, answers: object, document: string, locale: string, since: Date): void {
  const { meta, ...rest } = line.submission;
  expect(rest).toEqual(answers);

  const questionnaire = json(document);
  expect(meta).toEqual({
    schema: 'behov.submission/1.0',
    id: expect.stringMatching(UUID_7),
    questionnaire: {
      id: questionnaire.id,
      version: questionnaire.version,
      hash: questionnaireHash(questionnaire),
    },
    campaign: questionnaire.campaign,
    region: regionOf(questionnaire, rest),
    locale,
    channel: 'self',
    today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    started_at: expect.stringMatching(TIME),
    submitted_at: expect.stringMatching(TIME),
    notice: { version: questionnaire.controller.notice_version, shown_at: expect.stringMatching(TIME) },
  });

  // The days of the test's time zone, which may have changed meanwhile.
  const day = (date: Date) => date.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  expect([day(since), day(new Date())]).toContain(meta.today);
  const [begun, started, submitted, received, now] = [
    since,
    meta.started_at,
    meta.submitted_at,
    line.received_at,
    new Date(),
  ].map((time) => new Date(time).getTime());
  expect([begun, started, submitted, received, now]).toEqual([begun, started, submitted, received, now].sort());
  // The first 48 bits of the id are its time in milliseconds.
  expect(parseInt(meta.id.replace('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(begun);
  expect(line.status).toBe('stored');
}
