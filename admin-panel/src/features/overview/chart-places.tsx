import { type KeyboardEvent, useState } from 'react';
import { Link } from 'react-router';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import classes from './chart-places.module.css';

/** A part of the window of a chart. */
export interface Place {
  /** Its values in words. */
  text: string;
  /** The list of its runs. */
  to: string;
}

interface Props {
  /** Describes the chart. */
  label: string;
  places: readonly Place[];
}

/** The number of places that a key moves by. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/**
 * Makes the parts of a chart links over its drawing: each says its values and leads to its runs. They are one stop of
 * the Tab key, within which arrows move. A window that slides on keeps its links, and the focus with them.
 */
export function ChartPlaces({ label, places }: Props) {
  const last = places.length - 1;
  const [stop, setStop] = useState(Infinity);
  const [shown, setShown] = useState<number | null>(null);
  const at = Math.min(stop, last);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll('a')[Math.max(0, Math.min(last, at + step))]?.focus();
  };
  const hide = () => setShown(null);
  return (
    <nav
      className={classes.places}
      aria-label={words.partsOf(label)}
      onKeyDown={move}
      onPointerLeave={hide}
      onBlur={hide}
    >
      {places.map(({ text, to }, index) => (
        <Link
          // biome-ignore lint/suspicious/noArrayIndexKey: the place stays while its time slides on
          key={index}
          to={to}
          className={classes.place}
          aria-label={text}
          tabIndex={index === at ? 0 : -1}
          onPointerEnter={() => setShown(index)}
          onFocus={() => {
            setStop(index);
            setShown(index);
          }}
        />
      ))}
      {shown !== null && (
        <span className={classes.text} data-side={shown > last / 2 ? 'left' : 'right'} aria-hidden>
          {places[shown]?.text}
        </span>
      )}
    </nav>
  );
}
