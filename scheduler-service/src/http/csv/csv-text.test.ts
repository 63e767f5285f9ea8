import { expect, it } from 'vitest';
import { formatCsvHead, formatCsvLine, formatCsvRows } from './csv-text.ts';

it('a field with a comma, a quote or a line end is quoted, and its quotes are doubled', () => {
  expect(formatCsvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', ' blank '])).toBe(
    'plain,"a,b","say ""hi""","two\nlines", blank \r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '\u00a0@x'])(
  'a text that a spreadsheet would carry out begins with an apostrophe: %j',
  (text) => {
    expect(formatCsvLine([text])).toBe(`'${text}\r\n`);
  },
);

it.each([
  ['x;=WEBSERVICE(A1);y', "x;'=WEBSERVICE(A1);y"],
  ['x; ＝1', "x;' ＝1"],
  ['a\t-1', "a\t'-1"],
  ['\t=1', "'\t'=1"],
  ['Line\n=1+1', "Line\n'=1+1"],
])('nor is one carried out where fields are separated by semicolons or tabs: %j', (text, safe) => {
  expect(formatCsvLine([text])).toBe(`"${safe}"\r\n`);
});

it('a formula that needs quotes has its apostrophe within them', () => {
  expect(formatCsvLine(['=HYPERLINK("http://x",1)'])).toBe(`"'=HYPERLINK(""http://x"",1)"\r\n`);
});

it('numbers, also negative ones, and texts with a sign inside stay as they are', () => {
  expect(formatCsvLine([-5, 0.5, true, 'a=b', 'a - b', '2026-11-30', null])).toBe(
    '-5,0.5,true,a=b,a - b,2026-11-30,\r\n',
  );
});

it('a table has the names of its columns as the first line', () => {
  const columns = { id: ({ id }: { id: string }) => id, twice: ({ id }: { id: string }) => id + id };
  expect(formatCsvHead(columns) + formatCsvRows(columns, [{ id: 'a' }, { id: 'b' }])).toBe(
    'id,twice\r\na,aa\r\nb,bb\r\n',
  );
});
