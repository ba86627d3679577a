// Journeys under random faults: whatever happens to the network, the tab, the
// storage and the collector, each firm's answer is stored once, as it was typed.
//
// The ordinary run is bounded; with `BEHOV_FAULTS=long` it is the one of
// `cargo xtask bench faults`, which shows the lines that begin with `faults: `.
// With `BEHOV_SEED=NUMBER` one journey is made alone.

import { account } from './faults/account.ts';
import { journey, type Outcome } from './faults/journey.ts';
import { Collector } from './fixtures/collector.ts';
import { expect, FAILED_LOAD, test, Trouble } from './fixtures/test.ts';
import { json } from './support/places.ts';

const LONG = process.env.BEHOV_FAULTS === 'long';

/** The numbers of the journeys of each part; each part has a collector of its own. */
const PARTS = (() => {
  const seed = process.env.BEHOV_SEED;
  if (seed) return [[Number(seed)]];
  const [parts, each] = LONG ? [4, 50] : [2, 6];
  return Array.from({ length: parts }, (_, part) => Array.from({ length: each }, (_, at) => part * each + at + 1));
})();

/** The questionnaires as they are after an update: a question more. */
const UPDATED = Object.fromEntries(
  ['e2e-kort', 'e2e-arbetsplatser'].map((id) => {
    const document = json(`tests/e2e/questionnaires/${id}/1.0.0.json`);
    document.version = '1.1.0';
    document.pages[0].questions.push({ id: 'x.e2e.later', type: 'text', label: { sv: 'Nytt i år', nb: 'Nytt i år' } });
    return [`${id}/1.1.0.json`, document];
  }),
);

for (const seeds of PARTS) {
  const [first, last] = [seeds[0], seeds.at(-1)];
  test(`journeys ${first} to ${last} under random faults: each answer is stored once, as it was typed`, async ({ browser }) => {
    test.setTimeout(seeds.length * 20_000 + 20_000);
    const collector = await Collector.start({ questionnaires: UPDATED });
    const outcomes: Outcome[] = [];
    const failed: string[] = [];
    try {
      for (const seed of seeds) {
        const trouble = new Trouble();
        trouble.expect(FAILED_LOAD);
        try {
          outcomes.push(await journey(seed, browser, collector, trouble));
        } catch (error) {
          failed.push(error instanceof Error ? error.message : String(error));
        }
      }
      const { faults, acknowledged, stored, lost, doubled, wrong } = account(outcomes, await collector.stored());
      const row = [`browser, journeys ${first} to ${last}`, faults, acknowledged, stored, lost.length, doubled.length];
      console.log(`faults: ${row.join(' | ')}`);
      expect([...failed, ...lost, ...doubled, ...wrong].join('\n\n')).toBe('');
    } finally {
      await collector.stop();
    }
  });
}
