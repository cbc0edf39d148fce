import { expect, it } from 'vitest';
import { collectTopicWords, elsewhereBits, topicBits } from './topics.ts';

const topics = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    side: index === 0 ? ('field' as const) : ('elsewhere' as const),
    words: [`word-${index}`],
  }));

it('has a bit for each of 32 topics', () => {
  const bits = collectTopicWords(topics(32)).map((word) => word.topics);
  expect(new Set(bits).size).toBe(32);
  expect(bits.reduce((all, own) => (all | own) >>> 0, 0)).toBe(0xffff_ffff);
  expect((topicBits(topics(32)) | elsewhereBits(topics(32))) >>> 0).toBe(0xffff_ffff);
});

it('takes no word of a further topic for one of another', () => {
  const [own = 0, ...others] = collectTopicWords(topics(40)).map((word) => word.topics);
  expect(own).toBe(topicBits(topics(40)));
  expect(others.filter((bits) => bits & own)).toEqual([]);
  expect(elsewhereBits(topics(40)) & own).toBe(0);
  expect(topicBits(topics(40), ['t32'])).toBe(0);
});
