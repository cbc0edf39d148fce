/** Something wrong in an editor's file: where, what, and how to mend it. */
export interface Problem {
  /** Path as the editor gave it. */
  readonly file: string;
  /** From 1; undefined where it concerns the whole file. */
  readonly line?: number | undefined;
  /** Dotted path of the field; '' where it concerns the whole file. */
  readonly field: string;
  readonly message: string;
}

/** Sources that cannot be built, with every problem found. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** One line an editor can act on: `digest/terms/x.yaml:12: labels.0.text is missing`. */
function describeProblem({ file, line, field, message }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field === '' ? `${place}: ${message}` : `${place}: ${field} ${message}`;
}
