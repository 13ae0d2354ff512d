/** Runs `task` for every item, at most `max` at a time, and returns the results in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  max: number,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await task(item));
  };
  await Promise.all(Array.from({ length: Math.min(max, items.length) }, work));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
