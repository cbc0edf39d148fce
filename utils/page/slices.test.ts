import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Steps } from '../lexicon/steps.ts';
import { Slices } from './slices.ts';

interface Posted {
  readonly at: number;
  readonly priority: string;
  readonly run: () => void;
}

/** Virtual time, ms, and the tasks that wait for theirs. */
let now: number;
let posted: Posted[];
const page = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => {
  now = 0;
  posted = [];
  page.hidden = false;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('scheduler', {
    postTask: (run: () => void, { delay, priority }: { delay: number; priority: string }) => {
      posted.push({ at: now + delay, priority, run });
      return Promise.resolve();
    },
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Runs the tasks of so many ms, or until none waits. */
function pass(ms = Number.POSITIVE_INFINITY): void {
  const end = now + ms;
  for (;;) {
    posted.sort((a, b) => a.at - b.at);
    const next = posted[0];
    if (!next || next.at > end) break;
    posted.shift();
    now = Math.max(now, next.at);
    next.run();
  }
  if (ms !== Number.POSITIVE_INFINITY) now = Math.max(now, end);
}

function show(isShown: boolean): void {
  page.hidden = !isShown;
  page.dispatchEvent(new Event('visibilitychange'));
}

/** Work of a step a millisecond; what it is to do within some step of its first time. Says when it began. */
function workOf(steps: number, during: Record<number, (slices: Slices) => void> = {}) {
  const began: number[] = [];
  function* work(): Steps<void> {
    const isFirst = began.push(now) === 1;
    for (let step = 0; step < steps; step++) {
      now++;
      if (isFirst) during[step]?.(slices);
      yield;
    }
  }
  const slices = new Slices(page as unknown as Document, work, {
    signal: new AbortController().signal,
    fail: (error) => {
      throw error;
    },
  });
  return { slices, began };
}

it('works in slices of 8 ms, the first of them before what may wait', () => {
  const { slices } = workOf(50);
  const lasted: number[] = [];
  const priorities: string[] = [];
  slices.wake('now');
  while (posted.length > 0) {
    priorities.push(posted[0]?.priority ?? '');
    const start = now;
    pass(0);
    lasted.push(now - start);
  }
  expect(lasted).toEqual([8, 8, 8, 8, 8, 8, 2]);
  expect(priorities).toEqual([...Array(4).fill('user-visible'), ...Array(3).fill('background')]);
});

it('rests fifty times as long as it took, up to a second, before it looks at what is new', () => {
  const { slices, began } = workOf(4);
  slices.wake('now');
  pass();
  slices.wake('rested');
  pass();
  expect(began).toEqual([0, 204]);
  const long = workOf(100);
  const start = now;
  long.slices.wake('now');
  pass();
  long.slices.wake('rested');
  pass();
  expect(long.began.map((at) => at - start)).toEqual([0, 1100]);
});

it('takes changes that come together as one', () => {
  const { slices, began } = workOf(0);
  slices.wake('rested');
  slices.wake('rested');
  pass();
  expect(began).toEqual([40]);
});

it('begins anew at once when that is asked for in the middle of long work, whatever else is asked for after it', () => {
  const { slices, began } = workOf(90, { 80: (own) => own.wake('now'), 85: (own) => own.wake('rested') });
  slices.wake('now');
  pass();
  expect(began).toEqual([0, 90]);
});

it('begins at once when that is asked for while it rests, and only once', () => {
  const { slices, began } = workOf(4);
  slices.wake('now');
  pass();
  slices.wake('rested');
  slices.wake('now');
  pass();
  expect(began).toEqual([0, 4]);
});

it('stops while the tab is hidden, and goes on where it was', () => {
  const { slices, began } = workOf(20, { 7: () => show(false) });
  slices.wake('now');
  pass();
  expect(now).toBe(8);
  slices.wake('rested');
  pass(60_000);
  expect(now).toBe(60_008);
  show(true);
  pass();
  expect(began[0]).toBe(0);
  expect(began[1]).toBeGreaterThan(60_020);
});
