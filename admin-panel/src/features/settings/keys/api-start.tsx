import { SCOPES } from '@punctual/contracts/users/api-key-limits';
import { CodeBlock } from '../../../components/code-block.tsx';
import { apiWords as words } from '../../../lib/strings/api.ts';
import classes from '../section.module.css';
import { Section } from '../section.tsx';
import { firstCall, jobCall } from './first-call.ts';

/** Shows the address of the API and the first two calls. */
export function ApiStart() {
  return (
    <>
      <Section title={words.base}>
        <div className={classes.stack}>
          <p>{words.lead}</p>
          <CodeBlock label={words.base} text={window.location.origin} />
        </div>
      </Section>
      <Section title={words.start}>
        <div className={classes.stack}>
          <p>{words.startText}</p>
          <h3>{words.list}</h3>
          <CodeBlock label={words.list} text={firstCall(words.yourKey, SCOPES)} />
          <h3>{words.make}</h3>
          <CodeBlock label={words.make} text={jobCall(words.yourKey)} />
        </div>
      </Section>
    </>
  );
}
