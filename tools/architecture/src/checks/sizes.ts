import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, LONG_FILES, LONG_FUNCTIONS, MAX_FILE_LINES, MAX_FUNCTION_LINES } from '../rules.ts';
import type { Section } from '../section.ts';
import type { SourceFile } from '../source-file.ts';

/** Checks lengths of files and of functions outside tests; what is longer needs a reason in the rules. */
export function checkSizes({ files }: ImportGraph): Section {
  const all = [...files.values()];
  const longFiles = all
    .filter(({ lines }) => lines > MAX_FILE_LINES)
    .map(({ path, lines }) => ({ key: path, lines }));
  const longFunctions = all.flatMap(findLongFunctions);
  const unexplained = [
    ...longFiles.filter(({ key }) => !(key in LONG_FILES)),
    ...longFunctions.filter(({ key }) => !(key in LONG_FUNCTIONS)),
  ];
  const found = new Set([...longFiles, ...longFunctions].map(({ key }) => key));
  const stale = [...Object.keys(LONG_FILES), ...Object.keys(LONG_FUNCTIONS)].filter((key) => !found.has(key));
  return {
    title: `Files over ${MAX_FILE_LINES} lines and functions over ${MAX_FUNCTION_LINES} without a reason`,
    facts: [
      `median of ${all.length} files: ${median(all.map(({ lines }) => lines))} lines`,
      ...Object.entries({ ...LONG_FILES, ...LONG_FUNCTIONS }).map(([key, reason]) => `${key}: ${reason}`),
    ],
    violations: [
      ...unexplained.map(({ key, lines }) => `${key}: ${lines} lines`),
      ...stale.map((key) => `${key}: has a reason in the rules and is not too long`),
    ],
    allowed: ALLOWED.sizes,
  };
}

/** Bodies of describe() and of config objects in tests are lists: their length says nothing. */
function findLongFunctions({ path, isTest, functions }: SourceFile) {
  if (isTest) return [];
  return functions
    .filter(({ lines }) => lines > MAX_FUNCTION_LINES)
    .map(({ name, lines }) => ({ key: `${path} ${name}`, lines }));
}

function median(numbers: number[]): number {
  return numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
