import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { httpTask } from './http-task.ts';
import { listTemplates, needsRendering, withRendered } from './template-texts.ts';

const email = { type: 'email', subject: '{{ job.name }}', text: 'plain', html: '<b>{{ now }}</b>' } as const;
const call = {
  type: 'http',
  url: 'https://example.com/{{ run.id }}',
  headers: { 'X-Plain': 'a', 'X-Run': '{{ run.id }}' },
  body: { a: [1, '{{ now }}', { b: '{% if now %}x{% endif %}' }] },
} as const;

describe('The templates of a task', () => {
  it('are its texts with braces, each with its place and its use', () => {
    expect(listTemplates(email).map(({ path, form }) => [path, form])).toEqual([
      ['subject', 'plain'],
      ['html', 'html'],
    ]);
    expect(listTemplates(call).map(({ path, form }) => [path, form])).toEqual([
      ['url', 'address'],
      ['headers.X-Run', 'plain'],
      ['body.a.1', 'plain'],
      ['body.a.2.b', 'plain'],
    ]);
  });

  it('are none where braces are kept, and none in a plain record', () => {
    expect(listTemplates({ ...email, placeholders: false })).toEqual([]);
    expect(listTemplates({ type: 'log' })).toEqual([]);
  });

  it('need no rendering where they name secrets alone', () => {
    expect(needsRendering({ ...call, url: 'https://example.com/', headers: {}, body: '{{secrets.A}}' })).toBe(
      false,
    );
    expect(needsRendering({ type: 'email', subject: '{{ secrets.A }}' })).toBe(true);
  });

  it('once rendered take the places that they had, whatever braces the values have', () => {
    const texts = fc.array(fc.constantFrom('a', '{{ x }}', '{%', '', 'b {{'), { maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.array(fc.string(), { maxLength: 6 }), (body, values) => {
        const task = { type: 'http', url: 'https://example.com/', body } as const;
        const places = listTemplates(task).map(({ path }) => Number(path.split('.')[1]));
        const rendered = places.map((_, i) => values[i] ?? '{{ left }}');
        const expected = body.map((text, i) => (places.includes(i) ? rendered[places.indexOf(i)] : text));
        expect(withRendered(task, rendered).body).toEqual(expected);
      }),
    );
  });
});

describe('The address of a call', () => {
  it.each([
    'https://{{ data.host }}/',
    '{{ data.scheme }}://example.com/',
    'https://example.com:{{ data.port }}/',
    'https://example.com{{ data.rest }}',
    'https:\\\\{{ data.host }}/',
    'https:/{{ data.host }}/',
    'https:{{ data.host }}/',
    'https://{% if now %}a{% endif %}.example.com/',
    'https://{{ data.user }}@example.com/',
  ])('has no placeholder in scheme, host or port: %s', (url) => {
    expect(httpTask.safeParse({ type: 'http', url }).error?.issues[0]?.message).toBe(
      'Scheme, host and port of an address hold no placeholder.',
    );
  });

  it.each([
    'https://example.com/{{ run.id }}?a={{ now | url_encode }}#{% if now %}x{% endif %}',
    'https://a?{{ now }}',
  ])('may have some after that: %s', (url) =>
    expect(httpTask.safeParse({ type: 'http', url }).success).toBe(true),
  );
});
