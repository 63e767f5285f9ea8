import { inEachLanguage, type Words } from './language.ts';

const english = {
  missing: 'This is missing.',
  wrongType: (kind: string): string => `This must be ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}.`,
  tooBig: (most: string): string => `This is larger than allowed: at most ${most}.`,
  tooSmall: (least: string): string => `This is smaller than allowed: at least ${least}.`,
  oneOf: (values: string): string => `This must be one of: ${values}.`,
  notValid: 'This is not valid.',
};

export type ValidationWords = Words<typeof english>;

const german: ValidationWords = {
  missing: 'Das fehlt.',
  wrongType: (kind) => `Das muss vom Typ ${kind} sein.`,
  tooBig: (most) => `Das ist größer als erlaubt: höchstens ${most}.`,
  tooSmall: (least) => `Das ist kleiner als erlaubt: mindestens ${least}.`,
  oneOf: (values) => `Das muss eines von diesen sein: ${values}.`,
  notValid: 'Das ist nicht gültig.',
};

/** The words for what is wrong with any value, where its schema has none of its own, by language. */
export const VALIDATION_WORDS = inEachLanguage(english, german);
