// Coded answers as they are stored, from the code lists themselves.

import { json } from '../../support/places.ts';

const nameOf = ({ entries, languages }: any, code: string, language: string): string => {
  const entry = entries.find((one: any) => one.code === code);
  if (!entry) throw new Error(`there is no ${code}`);
  return entry.label[language] ?? entry.label[languages[0]];
};

/** The entry of a list, as a respondent who reads `language` sees it. */
export function coded(list: string, code: string, language: string) {
  const { id, version, ...rest } = json('public/codelists', `${list}.json`);
  return { system: id, version, code, display: nameOf(rest, code, language) };
}

/** What the entry is a part of, if it is of any. */
export function within({ system, code }: { system: string; code: string }, language: string): string | undefined {
  const list = json('public/codelists', `${system}.json`);
  const { parent } = list.entries.find((one: any) => one.code === code);
  return parent && nameOf(list, parent, language);
}
