import { lazy, Suspense } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { optionWords } from '../../../../lib/strings/form-options.ts';
import { Disclosure } from '../disclosure.tsx';
import type { FieldsProps } from '../fields.ts';
import { changedCount } from './changed-count.ts';

/** Loaded after the form: the block is closed at first. */
const OptionFields = lazy(async () => ({
  default: (await loadPart(() => import('./option-fields.tsx'))).OptionFields,
}));

const words = optionWords;

interface Props extends FieldsProps {
  isNew: boolean;
  /** An option is why the form could not be sent. */
  isWrong: boolean;
}

/** Shows the options that few need; a badge counts those that differ from the defaults. */
export function OptionsBlock({ form, isNew, isWrong }: Props) {
  const changed = changedCount(form.values);
  const badge = changed === 0 ? null : words.changed(changed);
  return (
    <Disclosure title={words.title} summary={words.none} badge={badge} wrong={isWrong}>
      <Suspense>
        <OptionFields form={form} isNew={isNew} />
      </Suspense>
    </Disclosure>
  );
}
