import { PageHeader } from '../../components/page-header.tsx';
import { CalendarBody } from '../../features/calendar/calendar-body.tsx';
import { calendarWords as words } from '../../lib/strings/calendar.ts';

/** Shows the user's time as a picture. */
export const CalendarPage = () => (
  <>
    <PageHeader title={words.title} />
    <CalendarBody scope="own" />
  </>
);
