/** Errors by the path of their field, in the order of the page. */
export type FieldErrors = Record<string, string>;

/** The id of a field's control, so that a summary can link to it. */
export const fieldId = (path: string): string => `field-${path.replaceAll('.', '-')}`;

/** Brings the focus to a field, wherever it is on the page. */
export function focusField(path: string): void {
  const field = document.getElementById(fieldId(path));
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

export interface Detail {
  path: string;
  message: string;
}

/** Puts the errors that the server found at the fields of a form; others appear in the summary only. */
export interface Sorted {
  fields: FieldErrors;
  rest: string[];
}

/** Sorts the server's details by field; `fieldOf` names the field for a path of the API, or null. The first one counts. */
export function sortDetails(details: readonly Detail[], fieldOf: (path: string) => string | null): Sorted {
  const sorted: Sorted = { fields: {}, rest: [] };
  for (const { path, message } of details) {
    const field = fieldOf(path);
    if (field === null) sorted.rest.push(message);
    else sorted.fields[field] ??= message;
  }
  return sorted;
}
