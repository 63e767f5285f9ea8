import type { Mutant } from '../mutant.ts';

const RENDERER = 'watcher-service/src/tasks/placeholders/task-renderer.test.ts';
const WORK = 'shared/engine/src/templates/template-work.test.ts';

/** Keeps placeholders to what they may fill in, and what is filled in to what may be sent. */
export const PLACEHOLDERS: Mutant[] = [
  {
    out: 'a value that is put in for a placeholder names no secret',
    file: 'watcher-service/src/tasks/http/resolve-secrets.ts',
    from: "`S${randomBytes(NAME_BYTES).toString('hex').toUpperCase()}`",
    to: 'name',
    test: RENDERER,
    title: 'gives no secret to what the other side said before, whatever it names',
  },
  {
    out: 'a secret stays in its place of an address with placeholders',
    file: 'shared/contracts/src/tasks/secrets.ts',
    from: 'encodeURIComponent(value)',
    to: 'value',
    test: RENDERER,
    title: 'has its secrets escaped in its address',
  },
  {
    out: 'an email with placeholders is judged again',
    file: 'watcher-service/src/tasks/email/with-placeholders.ts',
    from: 'refusalOf(rendered.task) ?? ',
    to: '',
    test: 'watcher-service/test/placeholders.test.ts',
    title: 'that make a subject of two lines are judged again, and nothing is sent',
  },
  {
    out: 'HTML escapes the values of placeholders',
    file: 'shared/engine/src/templates/template-engine.ts',
    from: '...(escapesHtml && { outputEscape }),',
    to: '',
    test: WORK,
    title: 'escapes by itself in HTML, and nowhere else',
  },
  {
    out: 'placeholders of an email name no secret',
    file: 'shared/engine/src/templates/template-check.ts',
    from: 'isEmail || !BEFORE_SECRET.test(before)',
    to: '!BEFORE_SECRET.test(before)',
    test: WORK,
    title: 'for a secret in an email, and for what is not well-formed',
  },
  {
    out: 'placeholders read no other template',
    file: 'shared/engine/src/templates/template-engine.ts',
    from: 'if (!tags.includes(name)) delete',
    to: 'if (tags.includes(`no ${name}`)) delete',
    test: WORK,
    title: 'for the tag %s, which reads another template or keeps a text of any length',
  },
  {
    out: 'the host of an address holds no placeholder',
    file: 'shared/contracts/src/tasks/http-url.ts',
    from: "if (hasBraces(ORIGIN.exec(text)?.[0] ?? '')) return words.urlPlaceholder;",
    to: '',
    test: 'shared/contracts/src/tasks/template-texts.test.ts',
    title: 'has no placeholder in scheme, host or port: %s',
  },
  {
    out: 'owners take turns at the thread of placeholders',
    file: 'shared/engine/src/templates/templates.ts',
    from: "this.#owners.run(ownerId, () => this.#line.run('', work))",
    to: "this.#line.run('', work)",
    test: 'shared/engine/src/templates/templates.test.ts',
    title: 'of one owner hold up those of another for one turn',
  },
  {
    out: 'a preview of placeholders masks secrets',
    file: 'scheduler-service/src/jobs/task-preview.ts',
    from: 'names.map((name) => [name, MASK])',
    to: 'names.map((name) => [name, name])',
    test: 'scheduler-service/test/task-preview.test.ts',
    title: 'masks secrets wherever they are, and keeps what needs none',
  },
];
