/** What the work throws; undefined when it throws nothing. */
export function thrown(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}
