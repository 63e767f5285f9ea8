import { lazy, Suspense } from 'react';
import { policyWords } from '../../../../lib/strings/form-policies.ts';
import { Disclosure } from '../disclosure.tsx';
import type { FieldsProps } from '../fields.ts';
import { policySentence } from './policy-sentence.ts';

/** What lies behind a closed door comes after the form. */
const PolicyFields = lazy(async () => ({ default: (await import('./policy-fields.tsx')).PolicyFields }));

const FIELDS = ['catchUp', 'attempts', 'delay', 'maxAge'] as const;

/** What happens if something goes wrong; closed, in one sentence. */
export function PolicyBlock({ form }: FieldsProps) {
  const isWrong = FIELDS.some((each) => Boolean(form.errors[each]));
  return (
    <Disclosure title={policyWords.title} summary={policySentence(form.values)} wrong={isWrong}>
      <Suspense>
        <PolicyFields form={form} />
      </Suspense>
    </Disclosure>
  );
}
