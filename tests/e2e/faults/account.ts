// What is stored, compared with what was sent and what was meant.

import { isDeepStrictEqual } from 'node:util';

import type { Stored } from '../fixtures/collector.ts';
import type { Outcome } from './journey.ts';

export interface Account {
  faults: number;
  acknowledged: number;
  stored: number;
  lost: string[];
  doubled: string[];
  /** Whatever else is not as it should be. */
  wrong: string[];
}

export function account(outcomes: Outcome[], lines: Stored[]): Account {
  const kept: Account = { faults: 0, acknowledged: 0, stored: lines.length, lost: [], doubled: [], wrong: [] };
  const byId = new Map(lines.map((line) => [line.submission.meta.id as string, line]));
  if (byId.size !== lines.length) kept.doubled.push('an id is stored twice');
  const known = new Set<string>();

  for (const { seed, meant, network, faults } of outcomes) {
    const told = (of: string[], what: string) => of.push(`BEHOV_SEED=${seed}: ${what}`);
    kept.faults += faults;

    const bodies = new Map<string, string>();
    for (const { id, body } of network.sent) {
      if ((bodies.get(id) ?? body) !== body) told(kept.wrong, `two bodies have the id ${id}`);
      bodies.set(id, body);
    }
    for (const id of bodies.keys()) known.add(id);

    const acknowledged = new Set(network.receipts.values());
    kept.acknowledged += acknowledged.size;
    for (const id of acknowledged) if (!byId.has(id)) told(kept.lost, `${id} was acknowledged`);

    const own = [...bodies.keys()].flatMap((id) => byId.get(id) ?? []);
    for (const line of own) {
      if (!isDeepStrictEqual(line.submission, JSON.parse(bodies.get(line.submission.meta.id)!))) {
        told(kept.wrong, `${line.submission.meta.id} is stored otherwise than it was sent`);
      }
    }
    const counted = own.filter(({ status }) => status !== 'amended');
    if (counted.length === 0) told(kept.lost, 'no answer counts');
    if (counted.length > 1) told(kept.doubled, `${counted.length} answers count`);
    for (const { status, submission } of counted) {
      const { meta, ...answers } = submission;
      if (status !== 'stored') told(kept.wrong, `it is ${status}`);
      if (!isDeepStrictEqual(answers, meant)) told(kept.wrong, `what counts is not what was meant: ${JSON.stringify(answers)}`);
    }
    // From one correction to the next, to the one that counts.
    for (const line of own) {
      let last = line;
      for (let steps = 0; last.status === 'amended' && steps < own.length; steps += 1) {
        last = byId.get(last.amended_by!) ?? last;
      }
      if (!counted.includes(last)) told(kept.wrong, `${line.submission.meta.id} is amended by nothing that counts`);
    }
  }
  for (const id of byId.keys()) if (!known.has(id)) kept.wrong.push(`${id} is stored, and nobody sent it`);
  return kept;
}
