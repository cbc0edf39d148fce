/**
 * A regular expression that is made when it is first asked for. Literals are checked while a script is read, in every
 * page and frame and before a line of it runs, and looking up what `\p{…}` stands for takes V8 up to 0.8 ms
 * (docs/decisions/0030-start.md).
 */
export function lazily(source: string, flags = 'u'): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= new RegExp(source, flags));
}
