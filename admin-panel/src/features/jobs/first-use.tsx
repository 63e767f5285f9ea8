import { IconBolt, IconMail, IconNotes, IconWorld } from '@tabler/icons-react';
import { Link } from 'react-router';
import { en } from '../../lib/strings/en.ts';
import classes from './first-use.module.css';

const words = en.firstUse;
const CARDS = [
  { to: '/jobs/new?task=email', title: words.email, text: words.emailText, Icon: IconMail },
  { to: '/jobs/new?task=http', title: words.http, text: words.httpText, Icon: IconWorld },
  { to: '/jobs/new?task=log', title: words.note, text: words.noteText, Icon: IconNotes },
];

/** Greets a user who has no job yet: a question, two answers and a trial. No empty table. */
export function FirstUse() {
  return (
    <section className={classes.start} aria-labelledby="first-use">
      <h2 id="first-use">{words.question}</h2>
      <div className={classes.cards}>
        {CARDS.map(({ to, title, text, Icon }) => (
          <Link key={to} to={to} className={classes.card}>
            <Icon size={32} stroke={1.5} aria-hidden />
            <strong>{title}</strong>
            <span>{text}</span>
          </Link>
        ))}
      </div>
      <Link to="/jobs/new?task=email&try=1" className={classes.trial}>
        <IconBolt size={22} stroke={1.75} aria-hidden />
        <span>
          <strong>{words.trial}</strong>
          <span>{words.trialText}</span>
        </span>
      </Link>
      <p className={classes.quiet}>
        <Link to="/jobs/import">{words.importCrontab}</Link>
        <Link to="/developers">{words.useApi}</Link>
      </p>
    </section>
  );
}
