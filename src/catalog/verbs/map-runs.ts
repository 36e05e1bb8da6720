/**
 * Calls an asynchronous function on each item, at most `concurrency` of them at a time, and gives the values in the order of the
 * items. After the first that throws no further one is begun; those under way are awaited, and the error is thrown.
 */
export async function mapRuns<R, T>(
  items: readonly R[],
  work: (item: R, index: number) => T | Promise<T>,
  concurrency: number,
): Promise<T[]> {
  const values = new Array<T>(items.length)
  const failures: unknown[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next++
      try {
        values[index] = await work(items[index]!, index)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return values
}
