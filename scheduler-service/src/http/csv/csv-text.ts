/** A value of a field; null is an empty one. */
export type Cell = string | number | boolean | null;

/** The columns of a table in their order: the name of each, and its value in a row. */
export type Columns<R> = Readonly<Record<string, (row: R) => Cell>>;

const LINE_END = '\r\n';
const NEEDS_QUOTES = /[",;\t\r\n]/;
/**
 * Begins what a spreadsheet takes for a formula, also behind blanks and in letters of full width (OWASP, CSV injection).
 * Numbers of ours are never texts.
 */
const FORMULA = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

/** Begins a formula inside a text where a spreadsheet takes semicolons or tabs for what separates fields, or a line end. */
const INNER_FORMULA = /([;\t\r\n])(["\s]*)(?=[=+\-@＝＋－＠])/gu;

/** Formats the line of the names of columns. */
export const formatCsvHead = (columns: Columns<never>): string => formatCsvLine(Object.keys(columns));

/** Formats the lines of rows. */
export const formatCsvRows = <R>(columns: Columns<R>, rows: R[]): string =>
  rows.map((row) => formatCsvLine(Object.values(columns).map((read) => read(row)))).join('');

/** Formats one line by RFC 4180. */
export const formatCsvLine = (cells: Cell[]): string => cells.map(formatCell).join(',') + LINE_END;

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = (FORMULA.test(cell) ? `'${cell}` : cell).replace(INNER_FORMULA, "$1'$2");
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
