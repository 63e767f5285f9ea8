/**
 * The treatment of an option. `used`: the request has it. `silent`: it says nothing about the request.
 * `leftOut`: a job goes without it, which is said. `refused`: without it another call would be made.
 */
type Use = 'used' | 'silent' | 'leftOut' | 'refused';

export interface Option {
  name: string;
  takesValue: boolean;
  use: Use;
}

/** The options of a tool: all that it has, so that a value is never taken for an address. */
export interface OptionTable {
  tool: string;
  find: (name: string) => Option | undefined;
  /** Finds the long name of a letter. */
  nameOf: (letter: string) => string | undefined;
}

interface Lists {
  flags: Record<Use, string>;
  values: Record<Use, string>;
  /** "s=silent o=output" */
  letters: string;
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

export function optionTable(tool: string, { flags, values, letters }: Lists): OptionTable {
  const options = new Map<string, Option>();
  const add = (lists: Record<Use, string>, takesValue: boolean) => {
    for (const [use, names] of Object.entries(lists))
      for (const name of wordsIn(names)) options.set(name, { name, takesValue, use: use as Use });
  };
  add(flags, false);
  add(values, true);
  const names = new Map(wordsIn(letters).map((each) => [each.charAt(0), each.slice(2)]));
  return { tool, find: (name) => options.get(name), nameOf: (letter) => names.get(letter) };
}
