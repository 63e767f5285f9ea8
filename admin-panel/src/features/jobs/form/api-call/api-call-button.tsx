import { Button } from '@mantine/core';
import { IconCode } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../../../../lib/load-part.ts';
import { apiWords } from '../../../../lib/strings/api.ts';
import type { FormState } from './job-call.ts';

const ApiCallDialog = lazy(async () => ({
  default: (await loadPart(() => import('./api-call-dialog.tsx'))).ApiCallDialog,
}));

/** Shows the form as a request of the API. Its code is loaded when it is asked for. */
export function ApiCallButton(state: FormState) {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconCode size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {apiWords.asCall.open}
      </Button>
      {opened !== null && (
        <Suspense>
          <ApiCallDialog {...state} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </div>
  );
}
