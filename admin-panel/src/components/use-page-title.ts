import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { setTitle } from '../lib/title.ts';

/** The page whose heading had the focus last; kept outside React, so that a filter of the same page does not take it again. */
let enteredPath: string | null = null;

/** Sets the tab's title, and gives the heading the focus when the page was entered by a link. Never on a filter. */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    setTitle({ page: title });
  }, [title]);
  useEffect(() => {
    const isFirstPage = enteredPath === null;
    if (enteredPath === pathname) return;
    enteredPath = pathname;
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return heading;
}
