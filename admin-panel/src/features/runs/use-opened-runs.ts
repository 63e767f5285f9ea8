import { useState } from 'react';
import { toggleId } from './run-cells.tsx';

/** Which runs show their details; by id, so that rows may come and go. */
export function useOpenedRuns() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setOpened((before) => toggled(before, id));
  const reveal = (id: string) => {
    setOpened((before) => new Set(before).add(id));
    document.getElementById(toggleId(id))?.focus();
  };
  return { opened, toggle, reveal };
}

function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
