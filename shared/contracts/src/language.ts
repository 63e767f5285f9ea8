/** Languages that the panel and the service speak; English is what everything falls back to. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'en';

/** The shape of English words: the same keys, any text at each, functions of the same parameters. */
export type Words<T> = T extends (...given: infer Given) => infer Said
  ? (...given: Given) => Words<Said>
  : T extends string
    ? string
    : T extends object
      ? { readonly [Key in keyof T]: Words<T[Key]> }
      : T;

/** Keeps the words of an area in every language; a word that one of them lacks fails the types. */
export const inEachLanguage = <T extends object>(en: T, de: Words<T>): Record<Language, Words<T>> => ({
  en: en as Words<T>,
  de,
});

/** A text in every language. */
export type Said = Readonly<Record<Language, string>>;

/** Takes a text as it is: its reader's language is known where it was made, or it has none. */
export const asItIs = (text: string): Said => ({ en: text, de: text });

/** Says one thing in every language, by the words of each. */
export const inAll = <W>(words: Record<Language, W>, say: (words: W) => string): Said => ({
  en: say(words.en),
  de: say(words.de),
});
