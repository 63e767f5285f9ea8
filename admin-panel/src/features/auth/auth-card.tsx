import { type ReactNode, useEffect } from 'react';
import { Logo } from '../../components/logo.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import classes from './auth-card.module.css';
import { LanguageSwitch } from './language-switch.tsx';

interface Props {
  title: string;
  lead?: string;
  /** The reason why the user is here, if it was not by choice. */
  notice?: string | undefined;
  /** It takes the place of another card of the same page, and so the focus. */
  isNext?: boolean;
  children: ReactNode;
  footer: ReactNode;
}

/** Shows a page with one card, for one task. */
export function AuthCard({ title, lead, notice, isNext = false, children, footer }: Props) {
  const heading = usePageTitle(title);
  useEffect(() => {
    if (isNext) heading.current?.focus({ preventScroll: true });
  }, [isNext, heading]);
  return (
    <main className={classes.page}>
      <div className={classes.logo}>
        <Logo />
      </div>
      <div className={classes.card}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {notice !== undefined && (
          <p className={classes.notice} role="status">
            {notice}
          </p>
        )}
        {children}
      </div>
      <p className={classes.footer}>{footer}</p>
      <LanguageSwitch />
    </main>
  );
}
