import { inAll, inEachLanguage, type Said, type Words } from '@punctual/contracts/language';
import type { TemplateProblem } from './template-problem.ts';

const english = {
  at: (row: number, column: number, said: string): string => `Line ${row}, column ${column}: ${said}`,
  name: (what: string): string =>
    `There is no “${what}”. There are job, run, now, data, secrets and previous.`,
  filter: (what: string): string => `There is no filter “${what}”.`,
  tag: (what: string): string => `There is no tag “${what}”.`,
  secret: (): string =>
    'A secret is put in as it is, as {{ secrets.TOKEN }}, without filters and outside of tags.',
  secretInEmail: (): string => 'An email holds no secrets.',
  syntax: (what: string): string => `This cannot be read: ${what}.`,
  limit: (): string => 'This takes too long, or too much memory, to render.',
  size: (): string => 'The rendered text is too long.',
  value: (what: string): string => `This cannot be rendered: ${what}.`,
  busy: 'Too many templates are being rendered. Try again in a moment.',
};

type TemplateWords = Words<typeof english>;

const german: TemplateWords = {
  at: (row, column, said) => `Zeile ${row}, Spalte ${column}: ${said}`,
  name: (what) => `„${what}“ gibt es nicht. Es gibt job, run, now, data, secrets und previous.`,
  filter: (what) => `Den Filter „${what}“ gibt es nicht.`,
  tag: (what) => `Das Tag „${what}“ gibt es nicht.`,
  secret: () =>
    'Ein Geheimnis wird eingesetzt, wie es ist, als {{ secrets.TOKEN }}, ohne Filter und außerhalb von Tags.',
  secretInEmail: () => 'Eine E-Mail enthält keine Geheimnisse.',
  syntax: (what) => `Das ist nicht lesbar: ${what}.`,
  limit: () => 'Das braucht zu lange oder zu viel Speicher, um es zu füllen.',
  size: () => 'Der gefüllte Text ist zu lang.',
  value: (what) => `Das lässt sich nicht füllen: ${what}.`,
  busy: 'Es werden gerade zu viele Vorlagen gefüllt. Versuchen Sie es gleich noch einmal.',
};

const WORDS = inEachLanguage(english, german);

/** Says what is wrong with a template, and where, in every language. */
export const describeProblem = ({ kind, what, row, column }: TemplateProblem): Said =>
  inAll(WORDS, (words) => words.at(row, column, words[kind](what)));

/** Says that a template was not looked at. */
export const TOO_MANY_TEMPLATES: Said = inAll(WORDS, (words) => words.busy);
