import { mentionsOf, THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { findOccurrences, findSigns } from '../../utils/lexicon/scan-page.ts';
import { complete, type Steps } from '../../utils/lexicon/steps.ts';
import { Highlighter } from '../../utils/page/highlighter.ts';
import { gatherFindings } from '../../utils/page/page-findings.ts';
import { PageMarks } from '../../utils/page/page-marks.ts';
import { PageText } from '../../utils/page/page-text.ts';

/** What reading a page once takes, ms by the clock without the pauses between slices. */
export interface ScanTimes {
  /** Walking the document and putting its text together. */
  readonly walking: number;
  /** Finding labels and signs in it. */
  readonly finding: number;
  /** Deciding what the places mean. */
  readonly deciding: number;
  /** Choosing the marks and registering them. */
  readonly marking: number;
  /** The least that reading could be: every text node visited and its characters summed. */
  readonly floor: number;
  readonly characters: number;
  readonly marks: number;
}

/** In a page: reads it as the content script does, with the same modules, in one go. */
function scanPage(labels: string, signs: string): ScanTimes {
  const start = performance.now();
  const characters = sumOfTexts(document.body);
  const floor = performance.now() - start;
  const lexicon = new Lexicon({ labels: bytesOf(labels), signs: bytesOf(signs) });
  let finding = 0;
  let marks = 0;
  const text = new PageText(document.body, {
    scan: (run) => {
      const before = performance.now();
      const found = { occurrences: findOccurrences(lexicon, run, 0), signs: findSigns(lexicon, run, 0) };
      finding += performance.now() - before;
      return found;
    },
    shadowRootOf: ({ shadowRoot }) => shadowRoot,
    onShadowRoot: () => undefined,
    onUndefined: () => undefined,
    onStale: () => false,
  });
  const pageMarks = new PageMarks(new Highlighter(undefined), {
    onMarks: (shown) => {
      marks = shown.length;
    },
    onTermCount: () => undefined,
    onHidden: () => undefined,
  });
  const [reading] = timed(text.read());
  const facts = { title: document.title, host: location.hostname, lang: document.documentElement.lang };
  const [gathering, findings] = timed(gatherFindings(text));
  const [judging, mentions] = timed(mentionsOf(lexicon, findings, facts, THRESHOLD_CONFIDENCE.balanced));
  const [marking] = timed(pageMarks.show(mentions, findings, 'section'));
  return { walking: reading - finding, finding, deciding: gathering + judging, marking, floor, characters, marks };
}

function timed<T>(steps: Steps<T>): readonly [ms: number, result: T] {
  const start = performance.now();
  const result = complete(steps);
  return [performance.now() - start, result];
}

/** Also the number of characters, so that no browser leaves the sum out. */
function sumOfTexts(root: Element): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let characters = 0;
  let sum = 0;
  while (walker.nextNode()) {
    const { data } = walker.currentNode as Text;
    for (let at = 0; at < data.length; at++) sum += data.charCodeAt(at);
    characters += data.length;
  }
  return sum < 0 ? 0 : characters;
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.fromBase64(base64).buffer;
}

Object.assign(globalThis, { scanPage });
