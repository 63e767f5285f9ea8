import { en } from './strings/en.ts';

interface TitleParts {
  page: string;
  /** Jobs that fail now. */
  failing: number;
  /** A form on the page could not be sent. */
  hasErrors: boolean;
}

const parts: TitleParts = { page: '', failing: 0, hasErrors: false };

/** Sets the title in the browser's tab. Each part is set where it is known; the others stay. */
export function setTitle(change: Partial<TitleParts>): void {
  Object.assign(parts, change);
  const { page, failing, hasErrors } = parts;
  const title = failing > 0 ? en.titleWithFailing(failing, en.title(page)) : en.title(page);
  document.title = hasErrors ? en.titleWithErrors(title) : title;
}
