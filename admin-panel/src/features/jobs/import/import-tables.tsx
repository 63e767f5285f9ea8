import { Button } from '@mantine/core';
import { useState } from 'react';
import { importWords as words } from '../../../lib/strings/import.ts';
import classes from './import.module.css';
import { ImportRow } from './import-row.tsx';
import type { Import, ImportedLine } from './jobs-of-crontab.ts';
import { type Choice, type Choices, lineKey } from './review.ts';

/** Rows shown at a time: each asks the server for its words. */
const CHUNK = 20;

interface Props {
  read: Import;
  /** The server's objections, by the number of the line. */
  problems: ReadonlyMap<number, string>;
  choices: Choices;
  onChoose: (line: ImportedLine, choice: Choice) => void;
}

const AS_READ: Choice = {};

/** Shows the jobs that the crontab makes, and the lines that make none, with the reason. */
export function ImportTables({ read, problems, choices, onChoose }: Props) {
  const { jobs, refused, settings } = read;
  const [count, setCount] = useState(CHUNK);
  // What is wrong is never behind a button.
  const shown = jobs.filter(({ number }, index) => index < count || problems.has(number));
  const hidden = jobs.length - shown.length;
  return (
    <>
      {jobs.length > 0 && (
        <section className={classes.block} aria-labelledby="will-be-made">
          <h2 id="will-be-made">{words.jobsTitle}</h2>
          <table className={`${classes.table} ${classes.made}`} aria-labelledby="will-be-made">
            <thead>
              <tr>
                <th scope="col" className={classes.number}>
                  {words.line}
                </th>
                <th scope="col">{words.job}</th>
                <th scope="col">{words.schedule}</th>
                <th scope="col">{words.next}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <ImportRow
                  key={line.number}
                  line={line}
                  choice={choices.get(lineKey(line)) ?? AS_READ}
                  onChoose={(choice) => onChoose(line, choice)}
                  problem={problems.get(line.number)}
                />
              ))}
            </tbody>
          </table>
          {hidden > 0 && (
            <Button variant="default" size="xs" onClick={() => setCount(count + CHUNK)}>
              {words.showMore(Math.min(hidden, CHUNK))}
            </Button>
          )}
        </section>
      )}
      {refused.length > 0 && (
        <section className={classes.block} aria-labelledby="not-imported">
          <h2 id="not-imported">{words.refusedTitle}</h2>
          <table className={classes.table} aria-labelledby="not-imported">
            <thead>
              <tr>
                <th scope="col" className={classes.number}>
                  {words.line}
                </th>
                <th scope="col">{words.text}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ number, text, reason }) => (
                <tr key={number}>
                  <td className={classes.number}>{number}</td>
                  <td>
                    <code>{text}</code>
                  </td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {settings.length > 0 && <p className={classes.hint}>{words.settings(settings.join(', '))}</p>}
    </>
  );
}
