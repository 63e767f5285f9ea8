import { lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { optionWords } from '../../../../lib/strings/form-options.ts';
import { Disclosure } from '../disclosure.tsx';
import type { FieldsProps } from '../fields.ts';
import { changedCount, hasWrongOption } from './changed-count.ts';

/** Loaded after the form: the block is closed at first. */
const OptionFields = lazy(async () => ({
  default: (await loadPart(() => import('./option-fields.tsx'))).OptionFields,
}));

const words = optionWords;

interface Props extends FieldsProps {
  isNew: boolean;
}

/** Shows the options that few need; a badge counts those that differ from the defaults. */
export function OptionsBlock({ form, isNew }: Props) {
  const changed = changedCount(form.values);
  const badge = changed === 0 ? null : words.changed(changed);
  return (
    <Disclosure title={words.title} summary={words.none} badge={badge} wrong={hasWrongOption(form.errors)}>
      <Suspense>
        <OptionFields form={form} isNew={isNew} />
      </Suspense>
    </Disclosure>
  );
}
