import * as v from 'valibot';
import { expect, it } from 'vitest';
import { readYaml } from './source-file.ts';

const Schema = v.strictObject({ id: v.string(), words: v.array(v.string()) });

it('names every alias with its line, whether it stands for something or not', () => {
  const text = 'id: &name a\nwords:\n  - *name\n  - b\n  - *nobody\n';
  expect(readYaml({ file: 'x.yaml', text, linesBefore: 1 }, Schema)).toEqual({
    ok: false,
    problems: [
      { file: 'x.yaml', line: 4, field: '', message: 'has the alias "*name"; write out what it stands for' },
      { file: 'x.yaml', line: 6, field: '', message: 'has the alias "*nobody"; write out what it stands for' },
    ],
  });
});

it('reads an anchor that nothing refers to as if it were not there', () => {
  const read = readYaml({ file: 'x.yaml', text: 'id: &name a\nwords: [b]\n' }, Schema);
  expect(read).toMatchObject({ ok: true, value: { id: 'a', words: ['b'] } });
});
