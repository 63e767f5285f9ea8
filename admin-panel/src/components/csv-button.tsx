import { Button } from '@mantine/core';
import { useState } from 'react';
import { loadPart } from '../lib/load-part.ts';
import { en } from '../lib/strings/en.ts';

interface Props {
  /** Names the file: `runs`. */
  name: string;
  /** Asks for the list as one sees it. */
  ask: () => Promise<Response>;
}

/** Saves a list as a file: all rows by the filters and in the order that one sees. */
export function CsvButton({ name, ask }: Props) {
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { saveList } = await loadPart(() => import('../lib/save-list.ts'));
      await saveList(name, ask);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-disabled={isBusy}
      onClick={() => !isBusy && void save()}
    >
      {isBusy ? en.list.saving : en.list.save}
    </Button>
  );
}
