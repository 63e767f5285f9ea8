import { availableParallelism } from 'node:os';
import { judge, type Verdict } from './judge.ts';
import { MUTANTS } from './list/all.ts';
import type { Mutant } from './mutant.ts';
import { WorkingCopy } from './working-copy.ts';

const startedAt = performance.now();
const say = (line: string) =>
  console.log(`[${String(Math.round((performance.now() - startedAt) / 1000)).padStart(4)} s] ${line}`);

/** Judges all mutants, as many at a time as there are processors; returns those whose tests did not fail. */
async function judgeAll(mutants: Mutant[]): Promise<Mutant[]> {
  const [waiting, green] = [[...mutants], [] as Mutant[]];
  const judgeNext = async (copy: WorkingCopy) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const verdict = await judge(copy, mutant);
      if (verdict.kind !== 'killed') green.push(mutant);
      say(describe(mutant, verdict));
    }
  };
  const copies = await Promise.all(Array.from({ length: availableParallelism() }, () => WorkingCopy.make()));
  try {
    await Promise.all(copies.map(judgeNext));
  } finally {
    await Promise.all(copies.map((copy) => copy.remove()));
  }
  return green;
}

const MARKS = { killed: 'red     ', survived: 'GREEN   ', 'not judged': 'UNJUDGED' };

function describe({ out, file, test, title }: Mutant, verdict: Verdict): string {
  const head = `${MARKS[verdict.kind]} ${out}`;
  if (verdict.kind === 'killed') return head;
  const why = 'why' in verdict ? `\n${verdict.why}` : '';
  return `${head}\n         ${file}\n         ${test}: ${title}${why}`;
}

const words = process.argv.slice(2);
const chosen = MUTANTS.filter(({ out, file }) => words.every((word) => `${out} ${file}`.includes(word)));
if (chosen.length === 0) {
  console.error(`No mutant has "${words.join(' ')}" in its sentence or file. Without words all are judged.`);
  process.exitCode = 2;
} else {
  say(`${chosen.length} protections are taken out, one at a time`);
  const green = await judgeAll(chosen);
  say(`${chosen.length - green.length} of ${chosen.length} red`);
  process.exitCode = green.length === 0 ? 0 : 1;
}
