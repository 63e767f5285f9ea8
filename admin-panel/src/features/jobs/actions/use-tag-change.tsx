import type { BulkAction } from '@punctual/contracts/api/job-bulk-contract';
import { lazy, useState } from 'react';
import { loadPart } from '../../../lib/load-part.ts';
import { tagsIn } from '../tags-in.ts';
import type { TagChange } from './tag-fields.tsx';

const TagFields = lazy(async () => ({
  default: (await loadPart(() => import('./tag-fields.tsx'))).TagFields,
}));

const NO_TAGS: TagChange = { action: 'tag', text: '' };

/** Asks which tags are added or removed, where that is the action; `known` are tags to choose from. */
export function useTagChange(known: readonly string[]) {
  const [value, setValue] = useState(NO_TAGS);
  const tags = tagsIn(value.text);
  return {
    clear: () => setValue(NO_TAGS),
    /** Completes the action that was asked for by what was chosen. */
    orderOf: (action: BulkAction) => (action === 'tag' ? { action: value.action, tags } : { action }),
    /** Completes the question. */
    questionOf: (action: BulkAction) =>
      action === 'tag'
        ? {
            isReady: tags.length > 0,
            fields: <TagFields value={value} known={known} onChange={setValue} />,
          }
        : { isReady: true, fields: null },
  };
}
