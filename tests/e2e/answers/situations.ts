// The situations that Behov is made for, each with a workplace that answers the
// whole of its questionnaire: what lies in the database in the end, and the
// pages that lead there.

import type { Filled } from '../pages/form.ts';
import { json } from '../support/places.ts';
import type { Language } from '../support/words.ts';
import { coded } from './core/coded.ts';
import { pagesOf } from './core/page.ts';
import { textsOf } from './core/texts.ts';

export interface Situation {
  /** The file of the questionnaire. */
  document: string;
  language: Language;
  /** What is stored, `meta` left out. */
  stored: any;
  pages: Filled[];
  /** Questions of the review without an answer, by the question before them. */
  leftEmpty: Record<string, string[]>;
}

function situation(id: string, language: Language, stored: any): Situation {
  const document = `public/examples/${id}/1.0.0.json`;
  const texts = textsOf(language, json(document));
  const leftEmpty = { [texts('perm.feedback')]: [texts('con.name')] };
  return { document, language, stored, pages: pagesOf(document, language, stored), leftEmpty };
}

const norwegian = (language: Language, municipality: string, occupation: string) => ({
  org: {
    country: 'NO',
    name: 'Eksempelverket AS',
    number_status: 'given',
    number: '123456785',
    sector: 'private',
    municipality: coded('kommune-no', municipality, language),
    industry: coded('sn2025', '16', language),
    employees: '5-9',
  },
  out: { staff_1y: 'increase', need: 'yes', trn: 'yes', int: 'yes' },
  rec: { failed_recent: 'not_filled', fail_reason: ['no_applicants', 'housing'] },
  gap: { degree: 'large' },
  need: [
    {
      occupation: coded('styrk08', occupation, language),
      count: { now: 1, y1: 0, y1_3: 2, y3_5: 0 },
      reason: ['growth'],
      level: 'eqf4',
      level_scheme: 'fagbrev',
      difficulty: 'very_hard',
      would_hire_yh: 'maybe',
    },
  ],
  trn: [
    {
      topic: coded('trn-topic', 'wood_paper_plastic', language),
      employees: 4,
      when: 'within_6m',
      format: ['gatherings_plus_online', 'at_workplace'],
      length: 'd3_5',
    },
  ],
  int: [
    {
      scheme: 'apprentice_no',
      area: coded('vgs-no', 'BA', language),
      places_year: 1,
      supervisor: 'available',
      mode: 'on_site',
      approved_training_firm: 'yes',
    },
  ],
  bar: { training: ['time', 'distance_travel'], main: 'time' },
  offer: { know: 'partly' },
  con: { email: 'post@eksempelverket.example' },
  perm: { contact: true, feedback: false, share: 'aggregate_only' },
});

const swedish = (municipality: string, occupation: string) => ({
  org: {
    country: 'SE',
    name: 'Exempelsågen AB',
    number_status: 'given',
    number: '5560360793',
    sector: 'private',
    municipality: coded('kommun-se', municipality, 'sv'),
    industry: coded('sni2025', '16', 'sv'),
    employees: '5-9',
  },
  out: { staff_1y: 'increase', need: 'yes', trn: 'yes', int: 'yes' },
  rec: { failed_recent: 'not_filled' },
  gap: { degree: 'large', consequence: ['declined_orders', 'overtime_stress'] },
  need: [
    {
      occupation: coded('ssyk2012', occupation, 'sv'),
      count: { now: 2, y1: 1, y1_3: 0, y3_5: 0 },
      reason: ['growth', 'retirement'],
      level: 'eqf6',
      level_scheme: 'kvalificerad_yh',
      difficulty: 'very_hard',
      would_hire_yh: 'yes',
    },
    {
      // What no list knows is kept as it was written.
      occupation: { text: 'Sågfilare' },
      count: { now: 0, y1: 0, y1_3: 0, y3_5: 1 },
      reason: ['retirement'],
      level: 'unknown',
      difficulty: 'not_tried',
      would_hire_yh: 'unknown',
      certainty: 'possible',
    },
  ],
  trn: [
    {
      topic: coded('trn-topic', 'automation_electronics', 'sv'),
      employees: 4,
      when: 'within_6m',
      format: ['gatherings_plus_online', 'at_workplace'],
      length: 'd3_5',
    },
  ],
  int: [
    {
      scheme: 'lia_yh',
      area: coded('yh-area', 'technology_manufacturing', 'sv'),
      places_year: 2,
      weeks: 20,
      supervisor: 'needs_training',
      mode: 'on_site',
    },
  ],
  bar: { training: ['time', 'distance_travel'], main: 'distance_travel' },
  offer: { know: 'no' },
  con: { email: 'info@exempelsagen.example' },
  perm: { contact: true, feedback: false, share: 'aggregate_only' },
});

export const treindustri = (language: 'nb' | 'nn'): Situation =>
  situation('kompetansepilot-treindustri', language, {
    ...norwegian(language, '3427', '7115'),
    par: { contribution: ['study_visit'], statement: 'yes' },
    x: { innlandet: { wood_chain: ['sawmill'], comment: 'Vi deler gjerne kurs med nabokommunen.' } },
  });

export const kraftsamling: Situation = situation('kraftsamling-yh', 'sv', {
  ...swedish('2421', '7212'),
  par: { contribution: ['study_visit'], programme: ['automationsingenjor'], statement: 'yes' },
  x: { akademinorr: { share_placement: false, comment: 'Vi delar gärna en kurs.\nDet ska gå att komma med på distans.' } },
});

export const situations: Situation[] = [
  treindustri('nn'),
  situation('kompetansepilot-trondelag', 'nb', {
    ...norwegian('nb', '5007', '7115'),
    par: { contribution: ['lecturer'], statement: 'maybe' },
    x: { trondelag: { travel: 'h1' } },
  }),
  situation('sor-varanger-nord-troms', 'en', {
    ...norwegian('en', '5540', '2223'),
    x: { nord: { sent_away: 'gave_up' } },
  }),
  kraftsamling,
  situation('kompetensforstarkning-glesbygd', 'sv', {
    ...swedish('2425', '5321'),
    int: undefined,
    out: { staff_1y: 'increase', need: 'yes', trn: 'yes' },
    par: { contribution: ['none'], statement: 'no' },
    x: { glesbygd: { too_few: 'yes', which: 'Truckutbildning' } },
  }),
];
