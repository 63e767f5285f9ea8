import { Button, CloseButton, TextInput } from '@mantine/core';
import { type FormEvent, type MouseEvent, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { announce } from '../../lib/announce.ts';
import { filtersOf, listViews, removeView, saveView } from '../../lib/saved-views.ts';
import { viewWords as words } from '../../lib/strings/views.ts';
import classes from './views.module.css';

const LONGEST_NAME = 60;

/** Lists the views of the page that one is on, and saves what it shows as another. */
export function ViewsPanel() {
  const { pathname, search } = useLocation();
  const now = filtersOf(search);
  const [views, setViews] = useState(() => listViews(pathname));
  const [name, setName] = useState('');
  const [isKept, setKept] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const change = (done: boolean, text: string) => {
    setKept(done);
    setViews(listViews(pathname));
    if (done) announce(text);
    input.current?.focus();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return;
    change(saveView(pathname, { name: given, search: now }), words.saved(given));
    setName('');
  };
  return (
    <>
      {views.length === 0 && <p className={classes.hint}>{words.none}</p>}
      <ul className={classes.list}>
        {views.map((view) => (
          <li key={view.name}>
            <Link
              to={`${pathname}${view.search}`}
              aria-current={view.search === now || undefined}
              onClick={closeAround}
            >
              {view.name}
            </Link>
            <CloseButton
              aria-label={words.remove(view.name)}
              onClick={() => change(removeView(pathname, view.name), words.removed(view.name))}
            />
          </li>
        ))}
      </ul>
      <form className={classes.save} onSubmit={save}>
        <TextInput
          ref={input}
          label={words.name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          error={isKept ? undefined : words.notKept}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" variant="default" aria-disabled={name.trim() === ''}>
          {words.save}
        </Button>
      </form>
      <p className={classes.hint}>{words.kept}</p>
    </>
  );
}

const closeAround = ({ currentTarget }: MouseEvent<HTMLElement>): void =>
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
