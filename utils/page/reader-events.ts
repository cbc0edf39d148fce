/** What is done when something happens on a page, by the kind of event. */
export type ReaderEvents = Partial<{ [K in keyof DocumentEventMap]: (event: DocumentEventMap[K]) => void }>;

export interface ReaderEventsLife {
  /** Ends the listening. */
  readonly signal: AbortSignal;
  /** Keeps errors from the page. */
  readonly guard: (listener: EventListener) => EventListener;
}

/** Hears what the reader does before the page hears of it. What the page makes up itself is passed over. */
export function onReader(document: Document, on: ReaderEvents, { signal, guard }: ReaderEventsLife): void {
  for (const [type, listener] of Object.entries(on)) {
    const onTrusted = guard((event) => event.isTrusted && (listener as EventListener)(event));
    document.addEventListener(type, onTrusted, { capture: true, signal });
  }
}
