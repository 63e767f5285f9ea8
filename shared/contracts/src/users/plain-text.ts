import { z } from 'zod';
import { speaking } from '../validation.ts';
import { USER_WORDS } from './user-words.ts';

/** Controls, formats (zero-width and direction among them), ends of lines, halves of characters, and empty letters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;
/** Emoji of several parts are joined by such a character, and so are letters of Arabic and Indic scripts. */
const EMOJI =
  /\p{Extended_Pictographic}[\ufe0f\p{EMod}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{EMod}]*)+/gu;
const JOINED =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}\p{Script=Malayalam}])[\u200c\u200d](?=\p{L})/gu;

/** Tells whether a text has characters that are not seen, so that it may pass for another one. */
const hasUnseen = (text: string): boolean => UNSEEN.test(text.replace(EMOJI, '').replace(JOINED, ''));

/** Tells whether nothing of a text is seen. */
export const isBlank = (text: string): boolean => !/[^\s\p{C}\u115f\u1160\u3164\uffa0\u2800]/u.test(text);

/** A name or a label: one line of which everything can be seen. */
export const plainText = (...params: Parameters<typeof z.string>) =>
  z
    .string(...params)
    .trim()
    .refine(
      (text) => !hasUnseen(text),
      speaking(USER_WORDS)((words) => words.unseen),
    );
