/**
 * Does some work for each item, in so many lanes side by side; results come in the order of the items.
 * The first error ends it.
 */
export async function inLanes<T, R>(
  lanes: number,
  items: readonly T[],
  work: (item: T, lane: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const drive = async (lane: number) => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1], lane);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => drive(lane)));
  return results;
}
