// The hash of a questionnaire, worked out anew from the standard.

import { createHash } from 'node:crypto';

/** The RFC 8785 form of a JSON value: JavaScript writes numbers and strings as it asks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** `meta.questionnaire.hash` of a submission that answers `document`. */
export function questionnaireHash(document: { core?: number }): string {
  return createHash('sha256').update(canonical({ core: document.core ?? 0, document })).digest('hex');
}
