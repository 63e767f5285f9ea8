/** A small change to the source that takes a protection out; the named test must fail then. */
export interface Mutant {
  /** The protection that is taken out, as a short sentence. */
  out: string;
  /** From the root of the repository. */
  file: string;
  /** Text that occurs once in the file, and what takes its place. */
  from: string;
  to: string;
  /** The file of the test, from the root, and a title in it. */
  test: string;
  title: string;
  /** Packages to build before the test, where it starts built processes. */
  built?: string[];
}

/** The source with the protection taken out. @throws Error where the text to replace does not occur just once */
export function mutate(source: string, { file, from, to }: Pick<Mutant, 'file' | 'from' | 'to'>): string {
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`${file} has this ${parts.length - 1} times, and not once:\n${from}`);
  return parts.join(to);
}

/** Matches the full titles of a test, whatever stands for its placeholders (`%s`, `$name`). */
export function titlePattern(title: string): string {
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return title
    .split(/%[sdifjop#]|\$\w+/)
    .map(literal)
    .join('.*');
}
