import * as v from 'valibot';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { issuesOf } from '../utils/digest/issues.ts';
import type { Problem } from './problems.ts';

/** A YAML text that stands in a file, perhaps after other lines. */
interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Lines of the file before the text. */
  readonly linesBefore?: number;
}

/** What became of a file: its value with a way to find a field's line, or its problems. */
export type ReadFile<T> =
  | {
      readonly ok: true;
      readonly file: string;
      readonly value: T;
      readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a YAML text and checks it against a schema; every problem has the line of its field. */
export function readYaml<const S extends v.GenericSchema>(
  source: YamlSource,
  schema: S,
  extra: object = {},
): ReadFile<v.InferOutput<S>> {
  const { file, text, linesBefore = 0 } = source;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
  const lineOf = (path: readonly PropertyKey[]) => lineOfNode(document, lines, path, linesBefore);
  const faults = faultsIn(document);
  if (faults.length > 0) {
    const problems = faults.map(({ offset, message }) => ({
      file,
      line: lines.linePos(offset).line + linesBefore,
      field: '',
      message,
    }));
    return { ok: false, problems };
  }
  const content: unknown = document.toJS();
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return {
      ok: false,
      problems: [{ file, line: linesBefore + 1, field: '', message: 'must hold fields such as "id: …"' }],
    };
  }
  const result = v.safeParse(schema, { ...content, ...extra });
  if (result.success) return { ok: true, file, value: result.output, lineOf };
  const problems = issuesOf(result.issues).map((issue, index) => ({
    file,
    line: lineOf(result.issues[index]?.path?.map(({ key }) => key as PropertyKey) ?? []),
    ...issue,
  }));
  return { ok: false, problems };
}

/** What is no YAML, else the aliases: these are not read, for a few lines of them may stand for more than fits into memory. */
function faultsIn(document: Document.Parsed): { offset: number; message: string }[] {
  const faults = document.errors.map(({ pos, message }) => ({
    offset: pos[0],
    message: `is no valid YAML: ${message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message}`,
  }));
  if (faults.length > 0) return faults;
  visit(document, {
    Alias: (_, { source, range }) => {
      faults.push({ offset: range?.[0] ?? 0, message: `has the alias "*${source}"; write out what it stands for` });
    },
  });
  return faults;
}

/** The line of a field, or of the nearest thing around it that is there. */
function lineOfNode(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  linesBefore: number,
): number | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const offset = (node as { range?: readonly number[] } | undefined)?.range?.[0];
    if (offset !== undefined) return lines.linePos(offset).line + linesBefore;
  }
  return linesBefore + 1;
}
