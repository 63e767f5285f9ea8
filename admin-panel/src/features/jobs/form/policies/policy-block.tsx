import { lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { policyWords } from '../../../../lib/strings/form-policies.ts';
import { Disclosure } from '../disclosure.tsx';
import type { FieldsProps } from '../fields.ts';
import { policySentence } from './policy-sentence.ts';

/** Loaded after the form: the block is closed at first. */
const PolicyFields = lazy(async () => ({
  default: (await loadPart(() => import('./policy-fields.tsx'))).PolicyFields,
}));

const FIELDS = ['catchUp', 'attempts', 'delay', 'maxAge'] as const;

/** Shows what happens if something goes wrong; in one sentence while it is closed. */
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
