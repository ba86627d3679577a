// Coded answers as they are stored, from the code lists themselves.

import { json } from '../../support/places.ts';

/** The entry of a list, as a respondent who reads `language` sees it. */
export function coded(list: string, code: string, language: string) {
  const { id, version, entries, languages } = json('public/codelists', `${list}.json`);
  const entry = entries.find((one: any) => one.code === code);
  if (!entry) throw new Error(`${list} has no ${code}`);
  return { system: id, version, code, display: entry.label[language] ?? entry.label[languages[0]] };
}
