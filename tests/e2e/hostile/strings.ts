// Strings that break programs, from a list that is not part of this repository.

import { existsSync, readFileSync } from 'node:fs';

import { inCheckout } from '../support/places.ts';

const LIST = process.env.BEHOV_SHARED ?? inCheckout('../shared');
const path = `${LIST}/conformance/naughty-strings.json`;

/** The strings; nothing where the list is not there. */
export const strings: string[] | undefined = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

/** What must not be run or loaded, in ways that such lists forget. */
export const TRAPS = [
  '<img src=x onerror="window.hit=1">',
  '<script>window.hit=1</script>',
  '<svg onload=window.hit=1>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '[press](javascript:window.hit=1)',
  '[press](JaVaScRiPt:window.hit=1)',
  '[press](java\tscript:window.hit=1)',
  '[press](data:text/html,<script>window.hit=1</script>)',
  '[press](//elsewhere.example/x)',
  '[press](https://user:word@elsewhere.example/x)',
  '" onfocus="window.hit=1" autofocus x="',
  '{{constructor.constructor("window.hit=1")()}}',
  '${window.hit=1}',
  '%{n}{n}{contact}{max}',
  '__proto__',
  'constructor',
  'toString',
];
