/**
 * When a card opens and closes, as a pure reducer over what the reader does: no timers, no elements.
 * Each wait carries a token; a wait whose token is no longer the state's has been overtaken and does nothing.
 */

/** A pointer must rest on a mark so long before its card opens: below 200 ms cards open under a passing pointer. */
export const OPEN_DELAY_MS = 250;
/** The pointer may leave mark and card for so long, to cross from one to the other (WCAG 2.2, 1.4.13 "hoverable"). */
export const CLOSE_DELAY_MS = 350;

export type HoverState<M> =
  | { readonly name: 'closed'; readonly waitToken: number }
  | { readonly name: 'dwelling'; readonly waitToken: number; readonly mark: M }
  | { readonly name: 'open'; readonly waitToken: number; readonly mark: M; readonly next?: M }
  | { readonly name: 'leaving'; readonly waitToken: number; readonly mark: M }
  /** Asked for outright: stays whatever the pointer does, until the reader presses elsewhere. */
  | { readonly name: 'held'; readonly waitToken: number; readonly mark: M }
  /** Stays until it is closed by name. */
  | { readonly name: 'pinned'; readonly waitToken: number; readonly mark: M };

export type HoverAction<M> =
  | { readonly type: 'enter-mark'; readonly mark: M }
  | { readonly type: 'enter-card' }
  /** The pointer is on neither of them any more, or the link of the mark has lost the focus. */
  | { readonly type: 'leave' }
  /** The page has scrolled the mark away. */
  | { readonly type: 'lose-mark' }
  /** The reader asked outright, by tap or by key: no waiting. `focus`: and wants to be in the card. */
  | { readonly type: 'open'; readonly mark: M; readonly focus: boolean }
  /** Pins, or lets go again. */
  | { readonly type: 'pin' }
  | { readonly type: 'press-elsewhere' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'waited'; readonly waitToken: number };

export type HoverEffect<M> =
  | { readonly do: 'prepare'; readonly mark: M }
  | { readonly do: 'wait'; readonly ms: number; readonly waitToken: number }
  | { readonly do: 'open'; readonly mark: M; readonly focus: boolean }
  | { readonly do: 'close' };

export type HoverStep<M> = readonly [HoverState<M>, readonly HoverEffect<M>[]];

/** The state before anything happened. */
export function closedHover<M>(): HoverState<M> {
  return { name: 'closed', waitToken: 0 };
}

/** What follows from an action: the next state, and what is to be done, in order. */
export function reduceHover<M>(state: HoverState<M>, action: HoverAction<M>): HoverStep<M> {
  const waitToken = state.waitToken + 1;
  switch (action.type) {
    case 'open': {
      const { mark, focus } = action;
      return [
        { name: state.name === 'pinned' && state.mark === mark ? 'pinned' : 'held', waitToken, mark },
        [
          { do: 'prepare', mark },
          { do: 'open', mark, focus },
        ],
      ];
    }
    case 'press-elsewhere':
    case 'lose-mark':
      return state.name === 'pinned' || (state.name === 'held' && action.type === 'lose-mark')
        ? [state, []]
        : close(state, waitToken);
    case 'dismiss':
      return close(state, waitToken);
    case 'pin':
      return isShowing(state)
        ? [{ name: state.name === 'pinned' ? 'open' : 'pinned', waitToken, mark: state.mark }, []]
        : [state, []];
    case 'enter-mark':
      return enterMark(state, action.mark, waitToken);
    case 'leave':
      return leave(state, waitToken);
    case 'enter-card':
      return state.name === 'leaving' || state.name === 'open'
        ? [{ name: 'open', waitToken, mark: state.mark }, []]
        : [state, []];
    case 'waited':
      return action.waitToken === state.waitToken ? waited(state, waitToken) : [state, []];
  }
}

/** Whether a card is on the screen, or on its way there. */
export function isShowing<M>(
  state: HoverState<M>,
): state is Exclude<HoverState<M>, { name: 'closed' } | { name: 'dwelling' }> {
  return state.name !== 'closed' && state.name !== 'dwelling';
}

function close<M>(state: HoverState<M>, waitToken: number): HoverStep<M> {
  return [{ name: 'closed', waitToken }, isShowing(state) ? [{ do: 'close' }] : []];
}

function enterMark<M>(state: HoverState<M>, mark: M, waitToken: number): HoverStep<M> {
  const wait = { do: 'wait', ms: OPEN_DELAY_MS, waitToken } as const;
  switch (state.name) {
    case 'held':
    case 'pinned':
      return [state, []];
    case 'open':
    case 'leaving':
      if (state.mark === mark) return [{ name: 'open', waitToken, mark }, []];
      return [{ name: 'open', waitToken, mark: state.mark, next: mark }, [{ do: 'prepare', mark }, wait]];
    default:
      return [{ name: 'dwelling', waitToken, mark }, [{ do: 'prepare', mark }, wait]];
  }
}

function leave<M>(state: HoverState<M>, waitToken: number): HoverStep<M> {
  if (state.name === 'dwelling') return [{ name: 'closed', waitToken }, []];
  if (state.name !== 'open') return [state, []];
  return [{ name: 'leaving', waitToken, mark: state.mark }, [{ do: 'wait', ms: CLOSE_DELAY_MS, waitToken }]];
}

function waited<M>(state: HoverState<M>, waitToken: number): HoverStep<M> {
  const shown = state.name === 'dwelling' ? state.mark : state.name === 'open' ? state.next : undefined;
  if (shown !== undefined)
    return [{ name: 'open', waitToken, mark: shown }, [{ do: 'open', mark: shown, focus: false }]];
  return state.name === 'leaving' ? close(state, waitToken) : [state, []];
}
