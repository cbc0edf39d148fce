import { onReader, type ReaderEvents, type ReaderEventsLife } from './reader-events.ts';

/** A finger that rests so long asks what is under it, ms; browsers with a menu for it open that after 500. */
const LONG_PRESS_MS = 600;
/** A finger that moves farther scrolls, CSS pixels. */
const STILL = 10;

/** Where a finger rests: what is there, from the innermost out, also in open shadow trees, and the place in the viewport. */
export interface Press extends Pick<MouseEvent, 'clientX' | 'clientY'> {
  readonly path: readonly EventTarget[];
}

/** To be asked while the event happens: afterwards it no longer knows the way. */
export function pressOf(event: MouseEvent): Press {
  return { path: event.composedPath(), clientX: event.clientX, clientY: event.clientY };
}

/**
 * Calls `onPress` when a finger rests on a page, whether or not the browser opens a menu for it. Where that answers with
 * true, the press was meant for us, and lifting the finger presses nothing.
 */
export function watchLongPress(
  document: Document,
  onPress: (press: Press) => boolean | undefined,
  life: ReaderEventsLife,
): void {
  let pressed: Press | undefined;
  let isOurs: boolean | undefined = false;
  let timer: number | undefined;
  const stop = () => window.clearTimeout(timer);
  const act = (press: Press) => {
    isOurs = onPress(press);
  };
  const on: ReaderEvents = {
    pointerdown: (event) => {
      stop();
      isOurs = false;
      pressed = event.pointerType === 'touch' ? pressOf(event) : undefined;
      if (pressed) timer = window.setTimeout(act, LONG_PRESS_MS, pressed);
    },
    pointermove: ({ clientX, clientY }) => {
      if (pressed && Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > STILL) stop();
    },
    pointerup: stop,
    pointercancel: stop,
    scroll: stop,
    contextmenu: (event) => {
      stop();
      if (pressed) act(pressOf(event));
    },
    click: (event) => {
      // Of this finger: neither of the keyboard, nor of a script of the page.
      if (!isOurs || event.pointerType !== 'touch') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
  };
  onReader(document, on, life);
  life.signal.addEventListener('abort', stop);
}
