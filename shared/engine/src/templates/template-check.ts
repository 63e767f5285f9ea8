import type { Liquid, Variable } from 'liquidjs';
import { findUnknownName } from './template-names.ts';
import { type TemplateProblem, toProblem } from './template-problem.ts';

const BEFORE_SECRET = /\{\{-?\s*$/;
const SECRET = /^secrets\.[A-Z][A-Z0-9_]{0,63}\s*-?\}\}/;

/** The part of a template that its check needs. */
interface Checked {
  path: string;
  text: string;
  /** An email holds no secrets: many servers would read them. */
  isEmail: boolean;
}

/**
 * Finds the first fault of a template; null if it can be rendered. Names and filters must be known. A secret is put in
 * as it is and nowhere else: what a filter makes of it would be masked nowhere.
 */
export function findProblem(engine: Liquid, template: Checked, data: object): TemplateProblem | null {
  const { path, text } = template;
  try {
    const { variables, globals } = engine.analyzeSync(engine.parse(text), { partials: false });
    const all = Object.values(variables).flat();
    // The library shows a computed name, as [x], like the one by which it is computed.
    const computed = all.find((variable) => split(text, variable)[1].startsWith('['));
    if (computed) return problemAt(computed, path, 'name', String(computed));
    for (const variable of Object.values(globals).flat()) {
      const unknown = findUnknownName(variable.segments, data);
      if (unknown !== null) return problemAt(variable, path, 'name', unknown);
    }
    const secret = all.find(
      (variable) => variable.segments[0] === 'secrets' && isMisused(variable, template),
    );
    return secret
      ? problemAt(secret, path, template.isEmail ? 'secretInEmail' : 'secret', String(secret))
      : null;
  } catch (error) {
    return toProblem(error, path);
  }
}

function isMisused(variable: Variable, { text, isEmail }: Checked): boolean {
  const [before, after] = split(text, variable);
  return isEmail || !BEFORE_SECRET.test(before) || !SECRET.test(after);
}

/** Splits the line in which a variable stands where it begins. */
function split(text: string, { location: { row, col } }: Variable): [string, string] {
  const line = text.split('\n', row).at(-1) ?? '';
  return [line.slice(0, col - 1), line.slice(col - 1)];
}

const problemAt = (
  { location }: Variable,
  path: string,
  kind: TemplateProblem['kind'],
  what: string,
): TemplateProblem => ({ path, kind, what, row: location.row, column: location.col });
