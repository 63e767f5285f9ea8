import { PageHeader } from '../../components/page-header.tsx';
import { CalendarBody } from '../../features/calendar/calendar-body.tsx';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { en } from '../../lib/strings/en.ts';

/** Shows the time of all owners as a picture. */
export const AdminCalendarPage = () => (
  <>
    <PageHeader title={words.allTitle} badge={en.jobs.everyones} />
    <CalendarBody scope="all" />
  </>
);
