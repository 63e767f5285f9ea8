import { LIQUID_FILTERS, TEMPLATE_NAMES, TEMPLATE_TAGS } from '@punctual/contracts/tasks/template-names';
import { placeholderWords } from '../../../../../lib/strings/placeholders.ts';
import classes from './placeholder-block.module.css';

const words = placeholderWords.help;

type Name = keyof typeof TEMPLATE_NAMES;

/** An example of each filter that is not self-explanatory, as it is written. */
const EXAMPLES = {
  date: '{{ now | date: "%d.%m.%Y %H:%M" }}',
  date_add: '{{ run.scheduledFor | date_add: -1, "days" }}',
  default: '{{ previous.response | default: "-" }}',
  json: '{{ data | json }}',
  url_encode: '{{ job.name | url_encode }}',
} as const;

/** Lists what placeholders may name, and the filters for it. */
export function PlaceholderHelp() {
  const others = LIQUID_FILTERS.filter((name) => !(name in EXAMPLES));
  return (
    <details className={classes.help}>
      <summary>{words.title}</summary>
      <p>{words.intro}</p>
      <dl>
        {(Object.keys(TEMPLATE_NAMES) as Name[]).map((name) => (
          <div key={name}>
            <dt>
              <code>{spelled(name)}</code>
            </dt>
            <dd>{words.names[name]}</dd>
          </div>
        ))}
      </dl>
      <h4>{words.filters}</h4>
      <dl>
        {(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((name) => (
          <div key={name}>
            <dt>
              <code>{EXAMPLES[name]}</code>
            </dt>
            <dd>{words[name]}</dd>
          </div>
        ))}
      </dl>
      <p>{words.others(others.join(', '))}</p>
      <p>{words.tags(TEMPLATE_TAGS.join(', '))}</p>
      <p>{words.html}</p>
    </details>
  );
}

/** Spells out the properties of a name: "job.id, job.name, job.tags". */
function spelled(name: Name): string {
  const properties: readonly string[] = TEMPLATE_NAMES[name] ?? [];
  return properties.length === 0 ? name : properties.map((property) => `${name}.${property}`).join(', ');
}
