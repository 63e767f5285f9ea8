import { settingsWords } from '../../lib/strings/settings.ts';

const PROGRAMS: [name: string, sign: RegExp][] = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
];
const SYSTEMS: [name: string, sign: RegExp][] = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
];

const found = (names: [string, RegExp][], text: string): string | undefined =>
  names.find(([, sign]) => sign.test(text))?.[0];

/** Names the device of a login: "Firefox on Linux"; a program by its own name, "curl". */
export function deviceWords(userAgent: string | null): string {
  if (userAgent === null) return settingsWords.sessions.unknown;
  const program = found(PROGRAMS, userAgent) ?? /^[\w.-]+/.exec(userAgent)?.[0];
  if (program === undefined) return settingsWords.sessions.unknown;
  const system = found(SYSTEMS, userAgent);
  return system === undefined ? program : settingsWords.sessions.on(program, system);
}
