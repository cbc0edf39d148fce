import { describe, expect, it } from 'vitest';
import { hostsInTurn } from './hosts.ts';

const OWN = 'https://own.example/';
const MIRRORS = ['https://a.example/', 'https://b.example/', 'https://c.example/'];

/** Draws these numbers in turn. */
function drawing(...numbers: number[]): () => number {
  return () => numbers.shift() ?? 0;
}

describe('the folders to ask', () => {
  it("begin with the source's own, whatever chance says", () => {
    for (const chance of [0, 0.5, 0.999]) expect(hostsInTurn(OWN, MIRRORS, () => chance)[0]).toBe(OWN);
  });

  it('go on with the mirrors in any order, each as often as the others', () => {
    const orders = [0, 1, 2].flatMap((first) =>
      [0, 1].map((second) => hostsInTurn(OWN, MIRRORS, drawing((first + 0.5) / 3, (second + 0.5) / 2)).join(' ')),
    );
    expect(new Set(orders).size).toBe(6);
    for (const order of orders) expect(order.split(' ').toSorted()).toEqual([...MIRRORS, OWN]);
  });

  it('are each named once, also where the source is among its mirrors', () => {
    expect(hostsInTurn(OWN, [OWN, 'https://a.example/', 'https://a.example/'], () => 0)).toEqual([
      OWN,
      'https://a.example/',
    ]);
  });
});
