import { expect, it, vi } from 'vitest';
import { follow } from './follow.ts';

function setUp() {
  const answer = Promise.withResolvers<string>();
  const stop = vi.fn();
  let change: (value: string) => void = () => undefined;
  const told: string[] = [];
  const unfollow = follow(
    {
      get: () => answer.promise,
      watch: (onChange) => {
        change = onChange;
        return stop;
      },
    },
    (value) => told.push(value),
  );
  return { answer, change, stop, told, unfollow };
}

it('tells a value, then its changes', async () => {
  const { answer, change, told } = setUp();
  answer.resolve('first');
  await answer.promise;
  change('second');
  expect(told).toEqual(['first', 'second']);
});

it('does not tell an answer that a change has overtaken', async () => {
  const { answer, change, told } = setUp();
  change('newer');
  answer.resolve('older');
  await answer.promise;
  expect(told).toEqual(['newer']);
});

it('goes on with the changes where the value cannot be read', async () => {
  const { answer, change, told } = setUp();
  answer.reject(new Error('Nobody is there.'));
  await answer.promise.catch(() => undefined);
  change('there');
  expect(told).toEqual(['there']);
});

it('tells nothing once it is stopped', async () => {
  const { answer, stop, told, unfollow } = setUp();
  unfollow();
  answer.resolve('late');
  await answer.promise;
  expect(told).toEqual([]);
  expect(stop).toHaveBeenCalledOnce();
});
