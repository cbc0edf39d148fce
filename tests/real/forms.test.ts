import { expect, it } from 'vitest';
import { isFormOf } from './forms.ts';

it.each([
  ['data authority', 'Data  authorities'],
  ['NIS2', 'NIS2’s'],
  ['Co-op', 'Co‑op'],
  ['HTML5', 'HTML 5'],
  ['WSIS+20', 'WSIS + 20'],
  ['M&S', 'M & S'],
  ['DNSSEC', 'DNS\u00adSEC'],
  ['Internet Governance Forum', 'INTERNET GOVERNANCE FORUM'],
])('holds for "%s" that "%s" is a form of it', (label, text) => {
  expect(isFormOf([{ text: label }], text)).toBe(true);
});

it.each([
  ['ICANN', 'Icann'],
  ['io', 'i'],
  ['NIS2', 'NIS'],
  ['UN', 'UNDP'],
])('does not take, for "%s", "%s" for a form of it', (label, text) => {
  expect(isFormOf([{ text: label }], text)).toBe(false);
});

it('takes a label without its accents for a form of it where that is said', () => {
  expect(isFormOf([{ text: 'IGF Lillestrøm', unaccented: true }], 'IGF Lillestrom')).toBe(true);
  expect(isFormOf([{ text: 'IGF Lillestrøm' }], 'IGF Lillestrom')).toBe(false);
});
