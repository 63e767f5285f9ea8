import { whatWords } from '../../../../lib/strings/form-what.ts';

type Words = Record<string, string>;

/** The label of a field: words of ours where there are some, else its name taken apart ("expectStatus" → "Expect status"). */
export const taskLabel = (kind: string, field: string): string =>
  (whatWords.fields as Words)[`${kind}.${field}`] ?? humanised(field);

/** What stands beneath a field; nothing for fields that we do not know. */
export const taskHint = (kind: string, field: string): string | undefined =>
  (whatWords.fieldHints as Words)[`${kind}.${field}`];

interface KindWords {
  title: string;
  text: string;
}

/** How a kind of task is offered. */
export function kindWords(type: string, description: string): KindWords {
  const known = (whatWords.kinds as Record<string, KindWords>)[type];
  return known ?? { title: humanised(type), text: description };
}

function humanised(name: string): string {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}
