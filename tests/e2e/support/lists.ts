// The questionnaire whose fields search in code lists.

import { expect, type Locator, type Page } from '@playwright/test';

import { code } from '../pages/controls/code.ts';
import type { Form } from '../pages/form.ts';
import { form as formOn, host, TAG } from './host.ts';
import type { Language } from './words.ts';

export const TAG_OF_LISTS = TAG.replace('e2e-kort', 'e2e-lista');

export const municipality = code('Kommun', 'gallivare', 'Gällivare', 'Norrbottens län');
export const field = (form: Form, label = 'Kommun') => form.scope.getByRole('combobox', { name: label, exact: true });
export const options = (form: Form) => form.scope.getByRole('option');

/** Opens it on its first page. */
export async function open(page: Page, hands?: Form['hands'], lang: Language = 'sv'): Promise<Form> {
  await host(page, TAG_OF_LISTS, { lang });
  const form = formOn(page, lang, hands);
  await expect(form.heading(lang === 'sv' ? 'Er arbetsplats' : 'Arbeidsplassen')).toBeVisible();
  return form;
}
