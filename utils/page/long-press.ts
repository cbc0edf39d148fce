/** A finger that rests so long asks what is under it, ms; browsers with a menu for it open that after 500. */
const LONG_PRESS_MS = 600;
/** A finger that moves farther scrolls, CSS pixels. */
const STILL = 10;

/** Where a finger rests. */
export type Press = Pick<MouseEvent, 'target' | 'clientX' | 'clientY'>;

/**
 * Calls `onPress` when a finger rests on a page, whether or not the browser opens a menu for it. Where that answers with
 * true, the press was meant for us, and lifting the finger presses nothing.
 */
export function watchLongPress(
  document: Document,
  onPress: (press: Press) => boolean | undefined,
  signal: AbortSignal,
): void {
  let pressed: PointerEvent | undefined;
  let isOurs: boolean | undefined = false;
  let timer: number | undefined;
  const stop = () => window.clearTimeout(timer);
  const act = (press: Press) => {
    isOurs = onPress(press);
  };
  const on: Partial<{ [K in keyof DocumentEventMap]: (event: DocumentEventMap[K]) => void }> = {
    pointerdown: (event) => {
      stop();
      isOurs = false;
      pressed = event.pointerType === 'touch' && event.isTrusted ? event : undefined;
      if (pressed) timer = window.setTimeout(act, LONG_PRESS_MS, event);
    },
    pointermove: ({ clientX, clientY }) => {
      if (pressed && Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY) > STILL) stop();
    },
    pointerup: stop,
    pointercancel: stop,
    scroll: stop,
    contextmenu: (event) => {
      stop();
      if (pressed && event.isTrusted) act(event);
    },
    click: (event) => {
      // Of this finger: neither of the keyboard, nor of a script of the page.
      if (!isOurs || !event.isTrusted || event.pointerType !== 'touch') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
  };
  for (const [type, listener] of Object.entries(on)) {
    const passive = type !== 'click';
    document.addEventListener(type, listener as EventListener, { capture: true, passive, signal });
  }
  signal.addEventListener('abort', stop);
}
