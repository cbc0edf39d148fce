const CONTROLS = 'a[href], button, input, select, summary';

/** What had the focus last, with all that held it and the controls of the page at that time, in their order. */
interface Place {
  readonly control: Element;
  readonly within: readonly Element[];
  readonly controls: readonly Element[];
}

/**
 * Keeps the place of a reader without a pointer: where the control they are at goes, or can do nothing for a while, browsers
 * have no focus any more, and the next press of Tab may begin anywhere. It goes to the control that comes next in the same
 * part of the page, and back to one that can be used again. What it goes to is brought into sight.
 */
export function keepFocus(root: HTMLElement): void {
  let place: Place | undefined;
  let isDisabled = false;
  root.addEventListener('focusin', ({ target }) => {
    const control = target as Element;
    place = { control, within: holdersOf(control, root), controls: [...root.querySelectorAll(CONTROLS)] };
    isDisabled = false;
    // After what the browser does itself.
    if (control.matches(':focus-visible')) requestAnimationFrame(() => bringIntoSight(control));
  });
  // Who presses beside all controls means to leave them.
  document.addEventListener('pointerdown', () => {
    place = undefined;
  });
  const look = () => {
    if (!place) return;
    const { control } = place;
    if (control.isConnected && !isDisabled) {
      isDisabled = control.matches(':disabled');
      return;
    }
    // Else the reader is elsewhere: at another control, or in the browser's own window.
    if (!document.hasFocus() || (document.activeElement ?? document.body) !== document.body) return;
    const next = control.isConnected ? control : nextTo(place);
    if (next && isUsable(next)) (next as HTMLElement).focus({ preventScroll: true });
  };
  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  // The browser's question for a host has the focus while what was pressed goes.
  window.addEventListener('focus', look);
}

/** From under a head that stays: Firefox leaves there what it goes to by keyboard, if only a line of it can be seen. */
function bringIntoSight(control: Element): void {
  if (control.closest('header')) return;
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const hidden = Number.parseFloat(scrollPaddingTop) - control.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy(0, -hidden);
}

function holdersOf(control: Element, root: Element): Element[] {
  const holders: Element[] = [];
  for (let at = control.parentElement; at && root.contains(at); at = at.parentElement) holders.push(at);
  return holders;
}

/** In the nearest part of the page that is left: what came after the control, else what came before, else what has come since. */
function nextTo({ control, within, controls }: Place): Element | undefined {
  const index = controls.indexOf(control);
  const nearest = [...controls.slice(index + 1), ...controls.slice(0, Math.max(0, index)).reverse()];
  for (const holder of within) {
    if (!holder.isConnected) continue;
    const found = [...nearest, ...holder.querySelectorAll(CONTROLS)].find(
      (other) => holder.contains(other) && isUsable(other),
    );
    if (found) return found;
  }
  return undefined;
}

function isUsable(control: Element): boolean {
  return control.isConnected && !control.matches(':disabled') && control.checkVisibility();
}
