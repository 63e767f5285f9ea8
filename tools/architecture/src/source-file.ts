import { type Program, parseSync, Visitor } from 'oxc-parser';

interface FunctionSpan {
  name: string;
  lines: number;
  firstLine: number;
}

interface DocComment {
  line: number;
  text: string;
}

export interface SourceFile {
  /** Relative to the root of the repository, with slashes. */
  path: string;
  isTest: boolean;
  lines: number;
  /** Specifiers as written, of imports and re-exports, of values and of types, static and dynamic. */
  specifiers: string[];
  functions: FunctionSpan[];
  docComments: DocComment[];
}

const TEST_FILE = /(\.test\.tsx?|\.shots\.ts|\.full\.ts)$|(^|\/)(test|testing)\/|(^|\/)vitest\.[^/]*$/;

export function parseSourceFile(path: string, text: string): SourceFile {
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lineAt = lineIndex(text);
  const statics = [...module.staticImports, ...module.staticExports.flatMap((one) => one.entries)];
  const { specifiers, functions } = visit(program, lineAt);
  return {
    path,
    isTest: TEST_FILE.test(path) && !path.startsWith('shared/testing/src/'),
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    specifiers: [...statics.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []), ...specifiers],
    functions,
    docComments: comments
      .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
      .map(({ start, value }) => ({ line: lineAt(start), text: value.replace(/^[\s*]+/, '') })),
  };
}

/** Collects functions, and imports that are no statement: `import('…')` as a call or as a type. */
function visit(program: Program, lineAt: (offset: number) => number) {
  const specifiers: string[] = [];
  const functions: FunctionSpan[] = [];
  let name = 'anonymous';
  const addFunction = ({ start, end }: { start: number; end: number }, own?: string) => {
    functions.push({ name: own ?? name, firstLine: lineAt(start), lines: lineAt(end) - lineAt(start) + 1 });
  };
  new Visitor({
    VariableDeclarator: ({ id }) => {
      if (id.type === 'Identifier') name = id.name;
    },
    MethodDefinition: ({ key }) => {
      if (key.type === 'Identifier') name = key.name;
    },
    FunctionDeclaration: (node) => addFunction(node, node.id?.name),
    FunctionExpression: (node) => addFunction(node),
    ArrowFunctionExpression: (node) => addFunction(node),
    ImportExpression: ({ source }) => {
      if (source.type === 'Literal' && typeof source.value === 'string') specifiers.push(source.value);
    },
    TSImportType: ({ source }) => {
      specifiers.push(source.value);
    },
  }).visit(program);
  return { specifiers, functions };
}

/** Returns a function from an offset to its line, counted from 1. */
function lineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next < 0 ? starts.length : next;
  };
}
