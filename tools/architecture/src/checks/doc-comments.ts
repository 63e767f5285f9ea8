import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, VAGUE_OPENINGS } from '../rules.ts';
import type { Section } from '../section.ts';

const VAGUE = new RegExp(`^(${VAGUE_OPENINGS.join('|')})\\b`);

/** Counts doc comments that open with a question's word instead of a verb or the thing itself. */
export function checkDocComments({ files }: ImportGraph): Section {
  const all = [...files.values()].flatMap(({ path, docComments }) =>
    docComments.map(({ line, text }) => ({ place: `${path}:${line}`, text })),
  );
  return {
    title: `Doc comments that begin with ${VAGUE_OPENINGS.join(', ')}`,
    facts: [`${all.length} doc comments`],
    violations: all
      .filter(({ text }) => VAGUE.test(text))
      .map(({ place, text }) => `${place}: ${text.split('\n')[0]?.slice(0, 60).trim()}`),
    allowed: ALLOWED.docComments,
  };
}
