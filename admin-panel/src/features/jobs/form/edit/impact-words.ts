import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import { formWords } from '../../../../lib/strings/form.ts';

const words = formWords.effect;

type Counts = Pick<ImpactView, 'added' | 'removed' | 'moved' | 'waiting' | 'running'>;

/** Describes an impact: "12 runs added, 4 removed, 8 moved in 30 days. 1 run waiting now is canceled." */
export function impactWords(
  { added, removed, moved, waiting, running }: Counts,
  until: string | null,
): string {
  const counted =
    added + removed + moved === 0 ? words.nothing : words.within(words.parts(added, removed, moved), until);
  const becoming = (what: string) => waiting.filter(({ becomes }) => becomes === what).length;
  return [
    counted,
    ...(becoming('canceled') > 0 ? [words.canceled(becoming('canceled'))] : []),
    ...(becoming('updated') > 0 ? [words.updated(becoming('updated'))] : []),
    ...(running.length > 0 ? [words.running(running.length)] : []),
  ].join(' ');
}
