/** A value that can be read, and whose changes are told. */
export interface Followed<T> {
  get(): Promise<T>;
  /** Returns how to stop. */
  watch(onChange: (value: T) => void): () => void;
}

/**
 * Tells a value as it stands, then each change of it. An answer that a change has overtaken is the older of the two, and is
 * not told. Nothing is told where the value cannot be read, until it changes. Returns how to stop.
 */
export function follow<T>(value: Followed<T>, onValue: (value: T) => void): () => void {
  let isOvertaken = false;
  const stop = value.watch((changed) => {
    isOvertaken = true;
    onValue(changed);
  });
  value.get().then(
    (stands) => isOvertaken || onValue(stands),
    () => undefined,
  );
  return () => {
    isOvertaken = true;
    stop();
  };
}
