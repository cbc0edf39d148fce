import { describe, expect, test } from 'vitest';
import { isInIdentifier } from './identifiers.ts';

function judged(text: string, label: string): boolean {
  const start = text.indexOf(label);
  return isInIdentifier(text, start, start + label.length);
}

describe('part of an address or identifier', () => {
  test.each([
    ['see https://openai.com/stargate today', 'stargate'],
    ['www.ncsc.example/NIS2', 'NIS2'],
    ['a fine of NIS 2,500', 'NIS 2'],
    ['OpenAI.com', 'OpenAI'],
    ['x.io', 'io'],
    ['mail me@ICANN.org', 'ICANN'],
    ['@OpenAI', 'OpenAI'],
    ['/usr/share/Oracle', 'Oracle'],
    ['C:\\Program\\Oracle', 'Oracle'],
    ['?source=FT&id=1', 'FT'],
    ['M&S&X', 'M&S'],
    ['The F.T.C. met', 'F.T.'],
    ['The R.F.T. met', 'F.T.'],
  ])('%s', (text, label) => expect(judged(text, label)).toBe(true));
});

describe('a word of the text', () => {
  test.each([
    ['#NIS2 is trending', 'NIS2'],
    ['said the NCSC. The', 'NCSC'],
    ['NCSC/CISA guidance', 'NCSC'],
    ['NCSC/CISA guidance', 'CISA'],
    ['OpenAI-backed', 'OpenAI'],
    ['(IGF)', 'IGF'],
    ['the F.T. said', 'F.T.'],
    ['in the F.T.', 'F.T.'],
    ['said ICANN.² Then', 'ICANN'],
    ['at M&S, shelves', 'M&S'],
    ['about IGF: a forum', 'IGF'],
  ])('%s', (text, label) => expect(judged(text, label)).toBe(false));
});
