import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWithdrawn } from './read-withdrawn.ts';

let sources: string;

beforeEach(() => {
  sources = mkdtempSync(join(tmpdir(), 'newsgloss-withdrawn-'));
});

afterEach(() => rmSync(sources, { recursive: true }));

describe('the list of what is withdrawn', () => {
  it('names each id once', () => {
    expect(withdrawnIn('withdrawn:\n  - term/b\n  - story/a\n  - term/b\n')).toEqual(['story/a', 'term/b']);
  });

  it('may have lost its last id', () => {
    expect(withdrawnIn('withdrawn:\n')).toEqual([]);
    expect(readWithdrawn(join(sources, 'elsewhere'))).toEqual([]);
  });

  it('is held to its form', () => {
    expect(() => withdrawnIn('withdrawn:\n  - an-id\n')).toThrow('withdrawn.yaml:2: withdrawn.0 must be such as');
    expect(() => withdrawnIn('withdrawn: story/a\n')).toThrow('write a list of ids here');
  });
});

function withdrawnIn(text: string): string[] {
  writeFileSync(join(sources, 'withdrawn.yaml'), text);
  return readWithdrawn(sources);
}
