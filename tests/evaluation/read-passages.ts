import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainText } from '../../publisher/text-runs.ts';
import type { Passage } from '../../utils/lexicon/occurrence.ts';
import type { PageFacts } from '../../utils/lexicon/page-evidence.ts';

/** A stretch of a passage and the term it means, or undefined where nothing may be marked there. */
interface Gold {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly term: string | undefined;
}

/** One labelled passage. */
export interface LabelledPassage {
  readonly id: string;
  readonly file: string;
  readonly split: Split;
  readonly text: string;
  readonly passages: readonly (Passage & { readonly offset: number })[];
  readonly facts: PageFacts;
  readonly gold: readonly Gold[];
}

/** Passages that set the weights, and passages that only measure. */
export type Split = 'training' | 'held out';

/** Of a hundred passages not for practice so many are held out. */
const HELD_OUT = 60;

/** Passages by which the rules of labels were written too, so that none of them may measure. */
const PRACTICE = 'practice';

/**
 * Reads the labelled passages: those of `practice`, which all train, and those of `passages`, which a hash of the id
 * splits. A passage begins with `## id`; where they matter, a paragraph of lines `title:`, `host:` and `lang:` follows;
 * then its text, in which `[[surface|term-id]]` is a mention and `[[surface|-]]` is none.
 * @throws Error naming file and passage where one is not so
 */
export function readPassages(directory: string): LabelledPassage[] {
  const files = [PRACTICE, 'passages'].flatMap((folder) =>
    readdirSync(join(directory, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  const passages = files.sort().flatMap((file) => {
    const parts = readFileSync(join(directory, file), 'utf8').split(/^## /m).slice(1);
    return parts.map((part) => readPassage(part, file));
  });
  const seen = new Set<string>();
  for (const { id, file } of passages) {
    if (seen.has(id)) throw new Error(`${file}: "${id}" is the id of two passages; give one of them another.`);
    seen.add(id);
  }
  return passages;
}

function readPassage(part: string, file: string): LabelledPassage {
  const [id = '', ...paragraphs] = part.trim().split(/\n\s*\n/);
  const facts: Record<string, string> = {};
  const isFact = (line: string) => /^(?:title|host|lang): ./.test(line);
  const first = paragraphs[0]?.split('\n') ?? [];
  if (first.every(isFact)) {
    paragraphs.shift();
    for (const line of first) facts[line.slice(0, line.indexOf(':'))] = line.slice(line.indexOf(':') + 2);
  }
  const { text, gold } = readMarks(paragraphs.join('\n\n'));
  if (gold.length === 0)
    throw new Error(`${file}: "${id}" marks no place; write [[surface|term-id]] or [[surface|-]].`);
  return {
    id,
    file,
    split: file.startsWith(PRACTICE) ? 'training' : splitOf(id),
    text,
    passages: readPlainText(text).passages,
    facts,
    gold,
  };
}

function readMarks(marked: string): { text: string; gold: Gold[] } {
  const gold: Gold[] = [];
  let text = '';
  for (const part of marked.split(/(\[\[[^\]]*\]\])/)) {
    const [, surface, term] = /^\[\[(.+)\|(.+)\]\]$/s.exec(part) ?? [];
    if (surface === undefined) text += part;
    else {
      gold.push({
        start: text.length,
        end: text.length + surface.length,
        surface,
        term: term === '-' ? undefined : term,
      });
      text += surface;
    }
  }
  return { text, gold };
}

/** By FNV-1a of the id (http://www.isthe.com/chongo/tech/comp/fnv/), so that a passage stays where it is whatever is added. */
function splitOf(id: string): Split {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return hash % 100 < HELD_OUT ? 'held out' : 'training';
}
