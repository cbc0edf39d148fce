/** So many surfaces are remembered: far more than a page repeats, few enough to hold. */
const MOST = 4096;

/** What is remembered of a surface, or else made of it. */
export type SurfaceMemo<T> = (surface: string, make: () => T) => T;

/** Remembers what surfaces stand for, for pages say the same words again and again. */
export function surfaceMemo<T>(): SurfaceMemo<T> {
  const all = new Map<string, T>();
  return (surface, make) => {
    const known = all.get(surface);
    if (known !== undefined) return known;
    if (all.size >= MOST) all.clear();
    const made = make();
    all.set(surface, made);
    return made;
  };
}
