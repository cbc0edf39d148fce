import { expect, it } from 'vitest';
import type { Card } from '../utils/digest/card.ts';
import type { TermId } from '../utils/digest/ids.ts';
import { TermCard } from './TermCard.tsx';
import { draw, textOf } from './testing/page-in-memory.ts';

/** The line above the heading of a term with this name and these others. */
function kindLine(prefLabel: string, ...otherLabels: string[]): string {
  const term: Card['term'] = {
    id: 'a-law' as TermId,
    kind: 'instrument',
    prefLabel,
    definition: '',
    facts: [],
    sources: [],
  } as const;
  const digest = {
    title: 'Policy',
    publisher: 'Press',
    version: 1,
    issued: '2026-11-24',
    origin: 'bundled',
    terms: 1,
    stories: 0,
  } as const;
  draw(<TermCard card={{ term, otherLabels, stories: [] }} digest={digest} now={new Date('2026-11-25')} />);
  return textOf('.term-card__kind');
}

it('names the short form that stands for a term, unless the heading below has it', () => {
  expect(kindLine('Global Digital Compact', 'the compact', 'GDC')).toBe('Law, agreement or standard · GDC');
  expect(kindLine('NIS2 Directive', 'NIS2')).toBe('Law, agreement or standard');
  expect(kindLine('NIS2 Directive', 'NIS2', 'EU2022')).toBe('Law, agreement or standard · EU2022');
  expect(kindLine('A framework', 'the framework')).toBe('Law, agreement or standard');
});
