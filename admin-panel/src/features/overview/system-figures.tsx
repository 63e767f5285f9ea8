import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { Link } from 'react-router';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { figure } from '../../lib/strings/plural.ts';
import { Block } from './block.tsx';
import { Figure } from './figures.tsx';
import { LimitsTable } from './limits-table.tsx';
import classes from './system-figures.module.css';

type Processes = AdminOverviewView['watchers'];

/** Shows what only administrators look after: the queue, who watches and works, and the limits. */
export function SystemFigures({ view }: { view: AdminOverviewView }) {
  return (
    <Block title={words.system} note={<Link to="/admin/health">{words.seeHealth}</Link>}>
      <dl className={classes.figures}>
        <Figure label={words.queueDepth}>
          {view.queueDepth === null ? words.unknown : figure(view.queueDepth)}
        </Figure>
        <Figure label={words.dueNow}>{figure(view.dueNow)}</Figure>
        <Figure label={words.overdueFigure}>{figure(view.overdue)}</Figure>
        <Figure label={words.watchers}>{aliveText(view.watchers)}</Figure>
        <Figure label={words.workers}>{aliveText(view.workers)}</Figure>
      </dl>
      <details className={classes.limits}>
        <summary>{words.limits}</summary>
        <LimitsTable />
      </details>
    </Block>
  );
}

const aliveText = (processes: Processes): string =>
  words.aliveOf(processes.filter(({ state }) => state === 'alive').length, processes.length);
