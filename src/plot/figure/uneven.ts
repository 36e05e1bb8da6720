import type { LoggedCurve } from './logged-curve'

/** What has to be said of the means of some curves, which are by their places: that not all of them are of all epochs. */
export function unevenNotes(
  curves: Iterable<{ readonly key: string; readonly value: Pick<LoggedCurve, 'epochs' | 'values'> }>,
): string[] {
  const first = new Map<string, string>()
  for (const { key, value } of curves) {
    const extent = extentOf(value)
    const known = first.get(key)
    if (known === undefined) first.set(key, extent)
    else if (known !== extent) return ['at each epoch the mean is of the curves that have a value there']
  }
  return []
}

/** The same for curves that have values at the same epochs. */
function extentOf({ epochs, values }: Pick<LoggedCurve, 'epochs' | 'values'>): string {
  const [from, to] = [values.findIndex(Number.isFinite), values.findLastIndex(Number.isFinite)]
  let count = 0
  for (const value of values) if (Number.isFinite(value)) count += 1
  return [epochs[from], epochs[to], count].join()
}
