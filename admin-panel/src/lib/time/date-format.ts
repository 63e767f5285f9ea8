const made = new Map<string, Intl.DateTimeFormat>();

/** A format is dear to make and cheap to use: a list of jobs needs the same few for each of its rows. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options);
  made.set(key, format);
  return format;
}
