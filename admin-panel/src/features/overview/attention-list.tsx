import {
  IconAlertOctagonFilled,
  IconCircleCheck,
  IconClockExclamation,
  IconPlugOff,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { useServiceState } from '../../lib/live/service-state.ts';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import type { AttentionItem } from './attention.ts';
import classes from './attention-list.module.css';

const SIGNS = { failed: IconAlertOctagonFilled, late: IconClockExclamation, down: IconPlugOff };

/** Lists what is wrong, above everything else; or says that nothing is, unless something of the service is. */
export function AttentionList({ items, allWell }: { items: readonly AttentionItem[]; allWell: string }) {
  const { notices } = useServiceState();
  if (items.length === 0)
    return notices.length > 0 ? null : (
      <p className={classes.well}>
        <IconCircleCheck size={22} aria-hidden />
        {allWell}
      </p>
    );
  return (
    <section aria-labelledby="attention" className={classes.attention}>
      <h2 id="attention">{words.attention}</h2>
      <ul className={classes.list}>
        {items.map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Item({ item: { kind, text, owner, detail, to } }: { item: AttentionItem }) {
  const Sign = SIGNS[kind];
  return (
    <li data-kind={kind}>
      <Sign size={20} aria-hidden className={classes.sign} />
      <span>
        {to === null ? <strong>{text}</strong> : <Link to={to}>{text}</Link>}
        {owner !== undefined && <span className={classes.owner}>{owner}</span>}
        {detail !== '' && <span className={classes.detail}>{detail}</span>}
      </span>
    </li>
  );
}
