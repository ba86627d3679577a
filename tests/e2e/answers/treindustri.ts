// A sawmill in Kongsvinger answers the whole of kompetansepilot-treindustri:
// what it types and chooses, page by page, and what must lie in the database.

import { choice } from '../pages/controls/choice.ts';
import { choices } from '../pages/controls/choices.ts';
import { consent } from '../pages/controls/consent.ts';
import { rows } from '../pages/controls/rows.ts';
import { select } from '../pages/controls/select.ts';
import { number, text } from '../pages/controls/text.ts';
import type { Control } from '../pages/controls/control.ts';
import type { Filled } from '../pages/form.ts';

export const pages: Filled[] = [
  {
    title: 'Om virksomheten',
    answers: [
      text('Hva heter virksomheten?', 'Eksempelsaga AS'),
      choice('Vil dere oppgi organisasjonsnummer?', 'Ja'),
      text('Organisasjonsnummer', '123 456 785'),
      choice('Hva slags virksomhet er det?', 'Privat bedrift'),
      select('I hvilken kommune ligger arbeidsplassen?', 'Kongsvinger'),
      select('Hvilken næring hører dere til?', 'Trelast og trevarer'),
      choices('Hva gjør dere med tre?', 'Saging, høvling eller impregnering', 'Flis, ved eller pellets'),
      select('Hvor mange ansatte har arbeidsplassen?', '10–19'),
      choice('Har dere en svensk eier eller et svensk morselskap?', 'Ja'),
      text('Eierens svenske organisasjonsnummer', '2120000142'),
    ],
  },
  {
    title: 'Situasjonen i dag',
    answers: [
      choice('Tror dere at antallet ansatte endrer seg det neste året?', 'Nei, omtrent like mange'),
      choice('Har dere prøvd å ansette noen de siste tre månedene?', 'Ja, men vi fikk ikke ansatt noen'),
      choices('Hvorfor fikk dere ikke ansatt noen?', 'For få søkere var kvalifisert', 'Søkerne manglet fagbrev, sertifikat eller førerkort'),
      choice('Mangler dere kompetanse som dere trenger i dag?', 'Ja, i noen grad'),
      choices('Hva har det ført til?', 'Ingen av disse'),
    ],
  },
  {
    title: 'Opplæring av dem dere har',
    answers: [
      choice('Trenger de ansatte å lære noe nytt de neste tre årene?', 'Ja'),
      rows(
        'Hva trenger dere å lære?',
        'Legg til et tema',
        'Tema',
        [
          select('Hva handler det om?', 'Automasjon og elektronikk'),
          number('Hvor mange trenger det?', '6', 'personer'),
          choice('Når?', 'Innen ett år'),
          choices('Hvilken form passer?', 'På nett, med lærer til faste tider'),
          select('Hvor lang kan opplæringen være?', '6–20 uker'),
          choice('Når på døgnet eller i året?', 'Når det er lite å gjøre'),
        ],
        [
          select('Hva handler det om?', 'Annet'),
          number('Hvor mange trenger det?', '1', 'personer'),
          choice('Når?', 'Nå'),
          choices('Hvilken form passer?', 'På arbeidsplassen'),
          select('Hvor lang kan opplæringen være?', '1–2 dager'),
        ],
      ),
      text('Hvilket annet tema gjelder det?', 'Sliping av sagblad'),
    ],
  },
  {
    title: 'Lærlinger og praksis',
    answers: [
      choice('Kan dere ta imot lærlinger, studenter eller andre i praksis?', 'Ja'),
      rows(
        'Hvilke plasser kan dere tilby?',
        'Legg til plasser',
        'Type plass',
        [
          choice('Hva slags plass?', 'Lærling eller lærekandidat'),
          choice('Er dere godkjent lærebedrift?', 'Vi har søkt'),
          select('Innen hvilket fagområde?', 'Teknologi- og industrifag'),
          number('Hvor mange plasser per år?', '1', 'plasser'),
          choice('Har dere noen som kan veilede?', 'Ja'),
          choice('Hvor kan de jobbe?', 'Hos oss'),
        ],
        [
          choice('Hva slags plass?', 'Praksis fra fagskole'),
          select('Innen hvilket fagområde?', 'Bygg- og anleggsteknikk'),
          number('Hvor mange plasser per år?', '2', 'plasser'),
          number('Hvor mange uker per plass?', '8', 'uker'),
          choice('Har dere noen som kan veilede?', 'Ja, men de trenger opplæring først'),
          choice('Hvor kan de jobbe?', 'Delvis på avstand'),
        ],
      ),
    ],
  },
  {
    title: 'Tilbud og samarbeid',
    answers: [
      choices('Hva gjør det vanskelig å delta på opplæring?', 'Ingen kan steppe inn for den som er borte', 'De starter på feil tidspunkt'),
      choice('Vet dere hvor dere finner opplæring som passer?', 'Nei'),
      choices('Hva kan dere bidra med til et opplæringstilbud?', 'Undervise eller holde foredrag', 'Ta imot bedriftsbesøk'),
      choice('Kan vi kontakte dere om en intensjonsavtale?', 'Kanskje'),
    ],
  },
  {
    title: 'Kontakt',
    answers: [
      consent('Ja, dere kan kontakte oss'),
      consent('Ja, send oss resultatet'),
      text('Kontaktperson', 'Daglig leder'),
      text('E-postadresse', 'post@eksempelsaga.example'),
      choice('Hvordan kan vi vise svarene deres?', 'Med navn, til dem som er med i prosjektet'),
      text('Er det noe mer vi bør vite?', 'Kurs i lavsesongen passer best.'),
    ],
  },
];

/** What to answer on a page, by its title, so that "next" finds as much as it can wrong. */
export const broken: Record<string, Control[]> = {
  'Om virksomheten': [
    choice('Vil dere oppgi organisasjonsnummer?', 'Ja'),
    text('Organisasjonsnummer', '123456789'),
    choice('Har dere en svensk eier eller et svensk morselskap?', 'Ja'),
    text('Eierens svenske organisasjonsnummer', '19121212-1212'),
  ],
  'Situasjonen i dag': [],
  'Opplæring av dem dere har': [choice('Trenger de ansatte å lære noe nytt de neste tre årene?', 'Ja')],
  'Lærlinger og praksis': [choice('Kan dere ta imot lærlinger, studenter eller andre i praksis?', 'Ja')],
  'Tilbud og samarbeid': [],
  Kontakt: [consent('Ja, dere kan kontakte oss'), text('E-postadresse', 'post eksempelsaga.example')],
};

/** What lies in the database, `meta` left out. */
export const stored = {
  org: {
    country: 'NO',
    name: 'Eksempelsaga AS',
    number_status: 'given',
    number: '123456785',
    sector: 'private',
    municipality: { system: 'kommune-no', version: '2024', code: '3401', display: 'Kongsvinger' },
    industry: { system: 'sn2007', version: '2007', code: '16', display: 'Trelast og trevarer' },
    employees: '10-19',
  },
  out: { staff_1y: 'unchanged', trn: 'yes', int: 'yes' },
  rec: { failed_recent: 'not_filled', fail_reason: ['too_few_qualified', 'certificate_licence'] },
  gap: { degree: 'some', consequence: ['none'] },
  trn: [
    {
      topic: { system: 'isced_f', version: '2013', code: '0714', display: 'Automasjon og elektronikk' },
      employees: 6,
      when: 'within_1y',
      format: ['online_live'],
      length: 'w6_20',
      time: 'low_season',
    },
    {
      topic: { system: 'isced_f', version: '2013', code: '99', display: 'Annet' },
      employees: 1,
      when: 'now',
      format: ['at_workplace'],
      length: 'd1_2',
    },
  ],
  int: [
    {
      scheme: 'apprentice_no',
      approved_training_firm: 'applying',
      area: { system: 'utdanningsprogram-no', version: '2020', code: 'TP', display: 'Teknologi- og industrifag' },
      places_year: 1,
      supervisor: 'available',
      mode: 'on_site',
    },
    {
      scheme: 'fagskole',
      area: { system: 'utdanningsprogram-no', version: '2020', code: 'BA', display: 'Bygg- og anleggsteknikk' },
      places_year: 2,
      weeks: 8,
      supervisor: 'needs_training',
      mode: 'partly_remote',
    },
  ],
  bar: { training: ['no_cover_for_absent', 'start_dates_do_not_fit'] },
  offer: { know: 'no' },
  par: { contribution: ['lecturer', 'study_visit'], statement: 'maybe' },
  con: { name: 'Daglig leder', email: 'post@eksempelsaga.example' },
  perm: { contact: true, feedback: true, share: 'partners_named' },
  x: {
    innlandet: {
      wood_chain: ['sawmill', 'bioenergy'],
      owner_sweden: true,
      owner_number: '2120000142',
      other_topic: 'Sliping av sagblad',
      comment: 'Kurs i lavsesongen passer best.',
    },
  },
};
