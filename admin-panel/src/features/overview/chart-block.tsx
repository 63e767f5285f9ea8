import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { Block } from './block.tsx';
import classes from './chart-block.module.css';

interface Props {
  title: string;
  /** Describes the chart in a sentence. */
  summary: string;
  chart: ReactNode;
  table: ReactNode;
}

/** Shows a chart, and a table of it for those who would rather read. */
export function ChartBlock({ title, summary, chart, table }: Props) {
  const [asTable, setAsTable] = useState(false);
  const toggle = (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={asTable ? words.chartOf(title) : words.tableOf(title)}
      onClick={() => setAsTable(!asTable)}
    >
      {asTable ? words.showChart : words.showTable}
    </Button>
  );
  return (
    <Block title={title} note={toggle}>
      <p className={classes.summary}>{summary}</p>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <section className={classes.table} tabIndex={0} aria-label={title}>
          {table}
        </section>
      ) : (
        chart
      )}
    </Block>
  );
}
