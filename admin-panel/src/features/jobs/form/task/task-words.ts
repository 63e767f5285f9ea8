import { whatWords } from '../../../../lib/strings/form-what.ts';

type Words = Record<string, string>;

/**
 * Finds the label of a field: our words where there are some, else its name taken apart ("expectStatus" →
 * "Expect status").
 */
export const taskLabel = (kind: string, field: string): string =>
  (whatWords.fields as Words)[`${kind}.${field}`] ?? humanised(field);

/** Finds the hint beneath a field; none for fields that we do not know. */
export const taskHint = (kind: string, field: string): string | undefined =>
  (whatWords.fieldHints as Words)[`${kind}.${field}`];

interface KindWords {
  title: string;
  text: string;
}

/** Describes a kind of task where it is offered. */
export function kindWords(type: string, description: string): KindWords {
  const known = (whatWords.kinds as Record<string, KindWords>)[type];
  return known ?? { title: humanised(type), text: description };
}

function humanised(name: string): string {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
}
