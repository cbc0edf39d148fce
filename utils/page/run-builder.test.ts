import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RunBuilder, type SectionRun } from './run-builder.ts';
import { pieceAt } from './run-writer.ts';

function runsOf(build: (builder: RunBuilder<string>) => void): readonly SectionRun<string>[] {
  const builder = new RunBuilder<string>();
  build(builder);
  return builder.finish();
}

it('looks through inline elements', () => {
  const runs = runsOf((builder) => {
    builder.enter('p');
    builder.enter('b');
    builder.text('n1', 'NIS');
    builder.leave('b');
    builder.text('n2', '2 rules');
    builder.leave('p');
  });
  expect(runs.map(({ text }) => text)).toEqual(['NIS2 rules']);
});

it('parts the number of a footnote from the word before it', () => {
  const runs = runsOf((builder) => {
    builder.text('n1', 'NIS2');
    builder.enter('sup');
    builder.text('n2', '1');
    builder.leave('sup');
    builder.text('n3', ' applies');
  });
  expect(runs.map(({ text }) => text)).toEqual(['NIS2 1 applies']);
});

it('parts blocks, and counts sections by headings', () => {
  const runs = runsOf((builder) => {
    for (const tag of ['h2', 'p', 'h2', 'p']) {
      builder.enter(tag);
      builder.text(tag, `in ${tag}`);
      builder.leave(tag);
    }
  });
  expect(runs.map(({ heading, section }) => [heading, section])).toEqual([
    [true, 1],
    [false, 1],
    [true, 2],
    [false, 2],
  ]);
});

it('maps every place back to the node it came from', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 }), (texts) => {
      const [run] = runsOf((builder) => {
        for (const [index, text] of texts.entries()) builder.text(`${index}:${text}`, text);
      });
      // Nothing but spaces is no run.
      if (!run) {
        expect(texts.join('').trim()).toBe('');
        return;
      }
      for (let at = 0; at < run.text.length; at++) {
        const piece = pieceAt(run, at);
        const text = piece?.node.slice(piece.node.indexOf(':') + 1);
        expect(text?.[at - (piece?.start ?? 0)]).toBe(run.text[at]);
      }
    }),
  );
});
