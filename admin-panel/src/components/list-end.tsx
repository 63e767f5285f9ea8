import { Button } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { adminWords as words } from '../lib/strings/admin.ts';
import classes from './list-end.module.css';

/** Says that a list is empty, and offers to clear its filters. */
export function NothingHere({ text, isFiltered }: { text: string; isFiltered: boolean }) {
  const [, setSearch] = useSearchParams();
  return (
    <div className={classes.nothing}>
      <p>{isFiltered ? words.noneMatch : text}</p>
      {isFiltered && (
        <Button variant="default" onClick={() => setSearch({})}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

interface LoadOlderProps {
  loading: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  end: string;
}

/** Loads older rows as long as there are some. */
export function LoadOlder({ loading, end }: LoadOlderProps) {
  if (!loading.hasNextPage) return <p className={classes.end}>{end}</p>;
  return (
    <Button variant="default" className={classes.older} onClick={() => void loading.fetchNextPage()}>
      {loading.isFetchingNextPage ? words.loading : words.loadOlder}
    </Button>
  );
}
