// Where things lie in the checkout.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** The path of something in the checkout. */
export const inCheckout = (...parts: string[]): string => resolve(root, ...parts);

/** A JSON file of the checkout. */
export const json = (...parts: string[]): any => JSON.parse(readFileSync(inCheckout(...parts), 'utf8'));
