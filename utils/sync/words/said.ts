/** What a reader is told of a source: what happened, what it means for them, what they can do. */
export interface Said {
  /** `warning`: the reader may want to act. */
  readonly tone: 'good' | 'plain' | 'warning';
  readonly happened: string;
  readonly means: string;
  /** Empty where there is nothing to do. */
  readonly todo: string;
}

/** The source that is spoken of. */
export interface Named {
  readonly title: string;
  /** Who answers for it, such as the publisher of a digest. */
  readonly publisher: string;
}

export const AGAIN = 'Nothing; Newsgloss tries again by itself.';

/** What to do where nothing came back from a host. */
export const LOST =
  'Check your connection; Newsgloss tries again by itself. If you withdrew the permission to ask this host, “Check now” in “Sources and settings” asks for it again.';

/** Heads the list of the feeds that the open page names: where a reader finds a feed whose address is not known. */
export const OPEN_PAGE_HEADING = 'On the page you are reading';

export function warning(happened: string, means: string, todo: string): Said {
  return { tone: 'warning', happened, means, todo };
}

export function plain(happened: string, means: string, todo = ''): Said {
  return { tone: 'plain', happened, means, todo };
}

export function good(happened: string, means: string, todo = ''): Said {
  return { tone: 'good', happened, means, todo };
}

/** The host of an address, as a reader knows it. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
