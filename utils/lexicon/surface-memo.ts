/** So many surfaces are remembered: far more than a page repeats, few enough to hold. */
const MOST = 4096;

/** Remembers what a surface stands for, for pages say the same words again and again. */
export class SurfaceMemo<T> {
  readonly #known = new Map<string, T>();

  /** What is remembered of a surface, or else made of it. */
  of(surface: string, make: () => T): T {
    const known = this.#known.get(surface);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST) this.#known.clear();
    const made = make();
    this.#known.set(surface, made);
    return made;
  }
}
