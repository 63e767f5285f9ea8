const MARKS = /\p{M}/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}+:]+/gu;

/** Brings texts that people take for the same to one form: no case, no accents, words with single spaces between. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(MARKS, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll(BETWEEN_WORDS, ' ')
    .trim();
