// A workshop in Storuman answers the whole of kraftsamling-yh: what it types
// and chooses, page by page, and what must lie in the database for it.

import { choice } from '../pages/controls/choice.ts';
import { choices } from '../pages/controls/choices.ts';
import { consent, noConsent } from '../pages/controls/consent.ts';
import { rows } from '../pages/controls/rows.ts';
import { select } from '../pages/controls/select.ts';
import { number, text } from '../pages/controls/text.ts';
import type { Control } from '../pages/controls/control.ts';
import type { Filled } from '../pages/form.ts';

export const pages: Filled[] = [
  {
    title: 'Om arbetsplatsen',
    answers: [
      text('Vad heter företaget eller organisationen?', 'Exempelsågen AB'),
      choice('Vill ni ange organisationsnummer?', 'Ja'),
      text('Organisationsnummer', '556036-0793'),
      choice('Vilken sektor tillhör ni?', 'Privat företag'),
      select('I vilken kommun ligger arbetsplatsen?', 'Storuman'),
      select('Vilken bransch arbetar ni i?', 'Tillverkning'),
      select('Hur många anställda har arbetsplatsen?', '5–9'),
      choice('Har ni en norsk ägare eller ett norskt moderbolag?', 'Ja'),
      text('Ägarens norska organisationsnummer', 'NO 123 456 785 MVA'),
    ],
  },
  {
    title: 'Läget i dag',
    answers: [
      choice('Tror ni att antalet anställda ändras det närmaste året?', 'Ja, vi blir fler'),
      choice('Har ni försökt anställa de senaste tre månaderna?', 'Ja, men vi fick inte tag på någon'),
      choices('Varför gick det inte att anställa?', 'Ingen sökte', 'Svårt att hitta bostad'),
      choice('Saknar ni kompetens som ni behöver i dag?', 'Ja, i hög grad'),
      choices('Vad har det lett till?', 'Vi har tackat nej till uppdrag', 'Övertid eller stress'),
    ],
  },
  {
    title: 'Behov av att anställa',
    answers: [
      choice('Behöver ni anställa de närmaste fem åren?', 'Ja'),
      rows(
        'Vilka yrken behöver ni anställa i?',
        'Lägg till ett yrke',
        'Yrke',
        [
          text('Vilket yrke?', 'Svetsare'),
          number('Hur många behöver ni nu?', '2', 'personer'),
          number('Hur många till inom ett år?', '1', 'personer'),
          number('Hur många till om tre till fem år?', '0', 'personer'),
          choices('Varför behöver ni anställa?', 'Vi växer', 'Pensionsavgångar'),
          select('Vilken utbildning behövs?', 'Kvalificerad yrkeshögskola eller kandidatexamen'),
          choice('Vilken av dem?', 'Kvalificerad yrkeshögskoleexamen, minst två år'),
          choice('Hur svårt är det att hitta rätt person?', 'Mycket svårt'),
          choice('Skulle ni anställa någon med yrkeshögskoleutbildning?', 'Ja'),
        ],
        [
          text('Vilket yrke?', 'Underhållselektriker'),
          number('Hur många behöver ni nu?', '0', 'personer'),
          number('Hur många till om ett till tre år?', '3', 'personer'),
          choices('Varför behöver ni anställa?', 'Grön omställning'),
          select('Vilken utbildning behövs?', 'Gymnasium'),
          choice('Hur svårt är det att hitta rätt person?', 'Vi har inte försökt'),
          choice('Skulle ni anställa någon med yrkeshögskoleutbildning?', 'Kanske'),
        ],
      ),
    ],
  },
  {
    title: 'Kompetens hos dem ni redan har',
    answers: [
      choice('Behöver era anställda lära sig något nytt de närmaste tre åren?', 'Ja'),
      rows('Vad behöver de lära sig?', 'Lägg till ett område', 'Område', [
        select('Område', 'Annat'),
        number('Hur många behöver det?', '4', 'personer'),
        choice('När?', 'Inom ett halvår'),
        choices('Vilken form passar?', 'På nätet och några träffar', 'På arbetsplatsen'),
        select('Hur lång kan utbildningen vara?', '3–5 dagar'),
      ]),
      text('Vilket annat område gäller det?', 'Slipning av sågblad'),
      choices('Vad gör det svårt för era anställda att gå en utbildning?', 'Tiden räcker inte', 'Det är långt att resa'),
      choice('Vet ni var ni hittar utbildningar som passar er?', 'Delvis'),
    ],
  },
  {
    title: 'LIA och samarbete',
    answers: [
      choice('Kan ni ta emot studerande eller praktikanter?', 'Ja'),
      rows('Vilka platser kan ni erbjuda?', 'Lägg till platser', 'Typ av plats', [
        choice('Vilken typ av plats?', 'LIA från yrkeshögskolan'),
        select('Inom vilket område?', 'Teknik, tillverkning och bygg'),
        number('Hur många platser per år?', '2', 'platser'),
        number('Hur många veckor per plats?', '20', 'veckor'),
        choice('Finns det någon som kan handleda?', 'Ja, men med utbildning först'),
        choice('Var kan den studerande arbeta?', 'På plats hos oss'),
      ]),
      choice('Kan ni dela en studerande med en annan arbetsplats?', 'Nej'),
      choices('Vad skulle ni kunna bidra med till en utbildning?', 'Ta emot studiebesök'),
      choice('Får vi kontakta er om en avsiktsförklaring?', 'Ja'),
    ],
  },
  {
    title: 'Kontakt',
    answers: [
      consent('Ja, ni får kontakta oss'),
      noConsent('Ja, skicka resultatet till oss', 'Nej'),
      text('Kontaktperson', 'Verkmästaren'),
      text('E-postadress', 'info@exempelsagen.example'),
      choice('Hur får vi redovisa era svar?', 'Bara i sammanställningar'),
      text('Är det något mer vi behöver veta?', 'Vi delar gärna en kurs med grannkommunen.\nDet ska gå att komma med på distans.'),
    ],
  },
];

/** What was left empty, as the review lists it after the question before it. */
export const leftEmpty: Record<string, string[]> = {
  'Hur många till inom ett år?': ['Hur många till om ett till tre år?'],
};

/** What to answer on a page, by its title, so that "next" finds as much as it can wrong. */
export const broken: Record<string, Control[]> = {
  'Om arbetsplatsen': [
    choice('Vill ni ange organisationsnummer?', 'Ja'),
    text('Organisationsnummer', '556036-0794'),
    choice('Har ni en norsk ägare eller ett norskt moderbolag?', 'Ja'),
    text('Ägarens norska organisationsnummer', '12345678'),
  ],
  'Läget i dag': [],
  'Behov av att anställa': [choice('Behöver ni anställa de närmaste fem åren?', 'Ja')],
  'Kompetens hos dem ni redan har': [choice('Behöver era anställda lära sig något nytt de närmaste tre åren?', 'Ja')],
  'LIA och samarbete': [choice('Kan ni ta emot studerande eller praktikanter?', 'Ja')],
  Kontakt: [consent('Ja, ni får kontakta oss'), text('E-postadress', 'info@exempelsagen')],
};

/** What lies in the database, `meta` left out. */
export const stored = {
  org: {
    country: 'SE',
    name: 'Exempelsågen AB',
    number_status: 'given',
    number: '5560360793',
    sector: 'private',
    municipality: { system: 'kommun-se', version: '2024', code: '2421', display: 'Storuman' },
    industry: { system: 'sni2007', version: '2007', code: 'C', display: 'Tillverkning' },
    employees: '5-9',
  },
  out: { staff_1y: 'increase', need: 'yes', trn: 'yes', int: 'yes' },
  rec: { failed_recent: 'not_filled', fail_reason: ['no_applicants', 'housing'] },
  gap: { degree: 'large', consequence: ['declined_orders', 'overtime_stress'] },
  need: [
    {
      occupation: { text: 'Svetsare' },
      count: { now: 2, y1: 1, y3_5: 0 },
      reason: ['growth', 'retirement'],
      level: 'eqf6',
      level_scheme: 'kvalificerad_yh',
      difficulty: 'very_hard',
      would_hire_yh: 'yes',
    },
    {
      occupation: { text: 'Underhållselektriker' },
      count: { now: 0, y1_3: 3 },
      reason: ['green_transition'],
      level: 'eqf4',
      difficulty: 'not_tried',
      would_hire_yh: 'maybe',
    },
  ],
  trn: [
    {
      topic: { system: 'isced_f', version: '2013', code: '99', display: 'Annat' },
      employees: 4,
      when: 'within_6m',
      format: ['gatherings_plus_online', 'at_workplace'],
      length: 'd3_5',
    },
  ],
  int: [
    {
      scheme: 'lia_yh',
      area: { system: 'isced_f', version: '2013', code: '07', display: 'Teknik, tillverkning och bygg' },
      places_year: 2,
      weeks: 20,
      supervisor: 'needs_training',
      mode: 'on_site',
    },
  ],
  par: { contribution: ['study_visit'], statement: 'yes' },
  bar: { training: ['time', 'distance_travel'] },
  offer: { know: 'partly' },
  con: { name: 'Verkmästaren', email: 'info@exempelsagen.example' },
  perm: { contact: true, feedback: false, share: 'aggregate_only' },
  x: {
    akademinorr: {
      owner_norway: true,
      owner_number: '123456785',
      other_topic: 'Slipning av sågblad',
      share_placement: false,
      comment: 'Vi delar gärna en kurs med grannkommunen.\nDet ska gå att komma med på distans.',
    },
  },
};
