import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOSE_DELAY_MS,
  closedHover,
  type HoverAction,
  type HoverEffect,
  isShowing,
  OPEN_DELAY_MS,
  reduceHover,
} from './hover.ts';

/** Plays a reader's actions against the reducer with a clock of its own; says what is shown after each. */
class Reader {
  state = closedHover<string>();
  shown: string | undefined;
  prepared: string[] = [];
  #clock = 0;
  #timers: { at: number; waitToken: number }[] = [];

  does(action: HoverAction<string>): this {
    const [state, effects] = reduceHover(this.state, action);
    this.state = state;
    for (const effect of effects) this.#run(effect);
    return this;
  }

  waits(ms: number): this {
    const end = this.#clock + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#clock = next.at;
      this.does({ type: 'waited', waitToken: next.waitToken });
    }
    this.#clock = end;
    return this;
  }

  #run(effect: HoverEffect<string>): void {
    if (effect.do === 'wait') this.#timers.push({ at: this.#clock + effect.ms, waitToken: effect.waitToken });
    else if (effect.do === 'open') this.shown = effect.mark;
    else if (effect.do === 'close') this.shown = undefined;
    else this.prepared.push(effect.mark);
  }
}

const enter = (mark: string) => ({ type: 'enter-mark', mark }) as const;
const leave = { type: 'leave' } as const;
const loseMark = { type: 'lose-mark' } as const;
const ask = (mark: string) => ({ type: 'open', mark, focus: true }) as const;
const pressElsewhere = { type: 'press-elsewhere' } as const;

describe('a card opens', () => {
  it('when the pointer rests on a mark, and is asked for while it rests', () => {
    const reader = new Reader().does(enter('a')).waits(OPEN_DELAY_MS - 1);
    expect([reader.shown, reader.prepared]).toEqual([undefined, ['a']]);
    expect(reader.waits(1).shown).toBe('a');
  });

  it('not when the pointer only passes over', () => {
    expect(new Reader().does(enter('a')).waits(100).does(leave).waits(5000).shown).toBeUndefined();
  });

  it('at once when the reader asks outright', () => {
    expect(new Reader().does(ask('a')).shown).toBe('a');
  });

  it('for the next mark only once the pointer rests there', () => {
    const reader = new Reader().does(enter('a')).waits(OPEN_DELAY_MS).does(enter('b')).waits(100);
    expect(reader.shown).toBe('a');
    expect(reader.waits(OPEN_DELAY_MS).shown).toBe('b');
  });
});

describe('an open card', () => {
  const opened = () => new Reader().does(enter('a')).waits(OPEN_DELAY_MS);

  it('stays while the pointer crosses to it', () => {
    expect(
      opened()
        .does(leave)
        .waits(CLOSE_DELAY_MS - 1)
        .does({ type: 'enter-card' })
        .waits(5000).shown,
    ).toBe('a');
  });

  it('closes a moment after the pointer has left', () => {
    expect(opened().does(leave).waits(CLOSE_DELAY_MS).shown).toBeUndefined();
  });

  it('closes when the reader presses elsewhere', () => {
    expect(opened().does(pressElsewhere).shown).toBeUndefined();
  });

  it('closes at once when the page scrolls its mark away, but not one that was asked for or pinned', () => {
    expect(opened().does(loseMark).shown).toBeUndefined();
    expect(opened().does(leave).does(loseMark).shown).toBeUndefined();
    expect(opened().does({ type: 'pin' }).does(loseMark).shown).toBe('a');
    expect(new Reader().does(ask('a')).does(loseMark).shown).toBe('a');
  });

  it('that is pinned stays so when the reader asks for it again', () => {
    const reader = opened().does({ type: 'pin' }).does(ask('a')).does(pressElsewhere);
    expect([reader.shown, reader.state.name]).toEqual(['a', 'pinned']);
    expect(reader.does(ask('b')).does(pressElsewhere).shown).toBeUndefined();
  });

  it('stays when it is pinned, wherever the reader points and presses, until it is dismissed', () => {
    const reader = opened().does({ type: 'pin' }).does(leave).waits(5000).does(enter('b')).waits(5000);
    expect(reader.does(pressElsewhere).shown).toBe('a');
    expect(reader.does({ type: 'dismiss' }).shown).toBeUndefined();
  });

  it('follows the pointer again once it is let go', () => {
    const reader = opened().does({ type: 'pin' }).does({ type: 'pin' }).does(leave);
    expect(reader.waits(CLOSE_DELAY_MS).shown).toBeUndefined();
  });

  it('that was asked for stays wherever the pointer is, until the reader presses elsewhere', () => {
    const reader = new Reader().does(ask('a')).does(enter('b')).does(leave).waits(5000);
    expect(reader.shown).toBe('a');
    expect(reader.does(pressElsewhere).shown).toBeUndefined();
  });

  it('gives way to the next one that is asked for', () => {
    expect(new Reader().does(ask('a')).does(ask('b')).waits(5000).shown).toBe('b');
  });
});

it('whatever the reader does, what is shown is what the state says, and Escape closes it', () => {
  const action = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map(enter),
    fc
      .constantFrom('leave', 'enter-card', 'lose-mark', 'pin', 'press-elsewhere', 'dismiss')
      .map((type) => ({ type }) as HoverAction<string>),
    fc.constantFrom('a', 'b').map(ask),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(action, fc.nat(500)), { maxLength: 40 }), (story) => {
      const reader = new Reader();
      for (const [next, ms] of story) {
        reader.does(next).waits(ms);
        expect(reader.shown).toBe(isShowing(reader.state) ? reader.state.mark : undefined);
      }
      expect(reader.does({ type: 'dismiss' }).waits(5000).shown).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
