import type { TemplateForm } from '@punctual/contracts/tasks/template-texts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateScope } from './template-values.ts';
import { describeProblem } from './template-words.ts';
import { workOnTemplates } from './template-work.ts';

const values = {
  job: { id: 'j1', name: 'Report <b>', tags: ['a', 'b'] },
  run: {
    id: 'r1',
    attempt: 2,
    trigger: 'schedule',
    scheduledFor: new Date('2027-03-27T08:00:00Z'),
    dueAt: new Date('2027-03-27T08:00:05Z'),
  },
  now: new Date('2027-03-27T08:00:06Z'),
  previous: { status: 'FAILED', finishedAt: new Date('2027-03-26T08:00:01Z'), response: '{"a":"<"}' },
  zone: 'Europe/Berlin',
};
const data = { name: 'Ana & Bo', items: [{ price: 3 }, { price: 4 }], from: '2027-03-28' };
const task = { type: 'email', to: ['a@example.com'], subject: 's', data } as const;

const texts = (text: string, form: TemplateForm) => [{ path: 'text', form, text }];

function render(text: string, form: TemplateForm = 'plain') {
  const scope = templateScope(task as never, values, { TOKEN: '{{ secrets.HIDDEN }}' });
  const {
    problems,
    texts: [rendered],
  } = workOnTemplates({
    kind: 'render',
    templates: texts(text, form),
    scope,
    zone: values.zone,
  });
  return problems[0] ? describeProblem(problems[0]).en : rendered;
}

const check = (text: string, isEmail = false) =>
  workOnTemplates({ kind: 'check', templates: texts(text, 'plain'), data, isEmail }).problems;

describe('A template', () => {
  it.each([
    ['{{ job.id }} {{ job.name }} {{ job.tags | join: "+" }}', 'j1 Report <b> a+b'],
    ['{{ run.id }} {{ run.attempt }} {{ run.trigger }}', 'r1 2 schedule'],
    ['{{ run.scheduledFor }} {{ run.dueAt }}', '2027-03-27T09:00:00+01:00 2027-03-27T09:00:05+01:00'],
    ['{{ now }} {{ "now" | date: "%H:%M" }}', '2027-03-27T09:00:06+01:00 09:00'],
    ['{{ now | date_add: 1, "days" | date: "%d.%m.%Y %H:%M %z" }}', '28.03.2027 09:00 +0200'],
    [
      '{{ data.from | date: "%A" }} {{ data.name | json }} {{ data.name | url_encode }}',
      'Sunday "Ana & Bo" Ana%20%26%20Bo',
    ],
    ['{% for item in data.items %}{{ forloop.index }}:{{ item.price | times: 2 }} {% endfor %}', '1:6 2:8 '],
    [
      '{{ previous.status }} {{ previous.finishedAt }} {{ previous.response }}',
      'FAILED 2027-03-26T09:00:01+01:00 {"a":"<"}',
    ],
    ['{% if previous.status == "FAILED" %}again{% else %}fine{% endif %}', 'again'],
    [
      '{{ data.items }} {{ data.items[1].price }} {{ job }}',
      '[{"price":3},{"price":4}] 4 {"id":"j1","name":"Report <b>","tags":["a","b"]}',
    ],
    ['{{ secrets.TOKEN }}', '{{ secrets.HIDDEN }}'],
    ['{% raw %}{{ kept }}{% endraw %}{% comment %}gone{% endcomment %}', '{{ kept }}'],
  ])('fills in %s', (text, expected) => {
    expect(check(text)).toEqual([]);
    expect(render(text)).toBe(expected);
  });

  it('escapes by itself in HTML, and nowhere else', () => {
    expect(render('<p>{{ job.name }} {{ previous.response }}</p>', 'html')).toBe(
      '<p>Report &lt;b&gt; {&#34;a&#34;:&#34;&lt;&#34;}</p>',
    );
  });

  it('never renders what a value contains', () => {
    const scope = templateScope({ ...task, data: { text: '{{ job.id }}{% if' } } as never, values, {});
    const order = {
      kind: 'render',
      templates: texts('{{ data.text }}', 'plain'),
      scope,
      zone: 'UTC',
    } as const;
    expect(workOnTemplates(order).texts).toEqual(['{{ job.id }}{% if']);
  });

  it('that is checked renders in the same words, whatever text surrounds its placeholders', () => {
    const plain = fc.string().filter((text) => !/[{}%]/.test(text));
    fc.assert(
      fc.property(plain, plain, (before, behind) => {
        expect(check(`${before}{{ job.id }}${behind}`)).toEqual([]);
        expect(render(`${before}{{ job.id }}${behind}`)).toBe(`${before}j1${behind}`);
      }),
    );
  });
});

describe('A template is refused', () => {
  it.each([
    ['for an unknown name', 'a\n {{ jobs.id }}', 'name', 'jobs', 2, 5],
    ['for an unknown property', '{{ run.at }}', 'name', 'run.at', 1, 4],
    ['for data that there are not', '{{ data.nmae }}', 'name', 'data.nmae', 1, 4],
    ['for a property of JavaScript', '{{ job.constructor }}', 'name', 'job.constructor', 1, 4],
    ['for a computed name', '{% assign x = "job" %}{{ [x] }}', 'name', 'x', 1, 26],
    ['for an unknown filter', 'ab {{ now | strftime }}', 'filter', 'strftime', 1, 4],
    ['for an unknown tag', '{% foo %}', 'tag', 'foo', 1, 1],
    [
      'for a secret that a filter would change',
      '{{ secrets.A | base64_encode }}',
      'filter',
      'base64_encode',
      1,
      1,
    ],
    ['for a secret in a filter', '{{ "a" | append: secrets.A }}', 'secret', 'secrets.A', 1, 18],
    ['for all secrets at once', '{{ secrets }}', 'secret', 'secrets', 1, 4],
  ])('%s', (_, text, kind, what, row, column) => {
    expect(check(text)).toEqual([{ path: 'text', kind, what, row, column }]);
  });

  it.each([
    'include',
    'render',
    'layout',
    'block',
    'capture',
    'tablerow',
    'increment',
    'cycle',
    'liquid',
    'echo',
  ])('for the tag %s, which reads another template or keeps a text of any length', (tag) =>
    expect(check(`{% ${tag} "a" %}`)[0]).toMatchObject({ kind: 'tag', what: tag }),
  );

  it('for a secret in an email, and for what is not well-formed', () => {
    expect(check('{{ secrets.A }}', true)[0]).toMatchObject({ kind: 'secretInEmail' });
    expect(check('{{ now')[0]).toMatchObject({ kind: 'syntax' });
    expect(check('{% if now %}')[0]).toMatchObject({ kind: 'syntax' });
  });
});

describe('A template that', () => {
  const LOOPS = '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in data.items %}';
  it.each([
    ['loops for ever', `${LOOPS}x{% endfor %}{% endfor %}{% endfor %}`, 'too long'],
    ['lists too much', '{% for a in (1..10000000) %}{% endfor %}', 'too much memory'],
    [
      'builds too long a text',
      '{% assign a = "x" %}{% for i in (1..90) %}{% assign a = a | append: a %}{% endfor %}',
      'too much memory',
    ],
    [
      'writes too long a text',
      `{% for a in (1..2000) %}${'x'.repeat(100)}{% endfor %}`,
      'The rendered text is too long.',
    ],
    ['pads without end', '{{ now | date: "%9999999Y" }}', 'too much memory'],
    ['formats what is no date', '{{ job.name | date: "%Y" }}', '“Report <b>” is not a date'],
    ['adds no number of units', '{{ now | date_add: "x", "days" }}', 'a whole number of units'],
    ['adds an unknown unit', '{{ now | date_add: 1, "moons" }}', 'the units minutes, hours, days'],
    ['leaves the calendar', '{{ now | date_add: 900000, "years" }}', 'beyond the calendar'],
  ])('%s ends in a clear error', (_, text, expected) => expect(render(text)).toContain(expected));
});
