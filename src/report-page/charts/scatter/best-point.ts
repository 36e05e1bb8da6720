/** The one with the best value, the first of equals; undefined without a direction. */
export function bestPoint<P extends { readonly value: number }>(
  points: readonly P[],
  mode: 'min' | 'max' | undefined,
): P | undefined {
  if (mode === undefined) return undefined
  let best: P | undefined
  for (const point of points)
    if (best === undefined || (mode === 'min' ? point.value < best.value : point.value > best.value))
      best = point
  return best
}
