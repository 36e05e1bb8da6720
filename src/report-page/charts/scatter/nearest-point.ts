/** The run whose point is nearest to a place, when it is not further away than `reach` pixels. Of equals the last, which lies on top. */
export function nearestPoint(
  points: readonly { readonly run: number; readonly x: number; readonly y: number }[],
  place: { readonly x: number; readonly y: number },
  reach: number,
): number | undefined {
  let [best, found] = [reach * reach, undefined as number | undefined]
  for (const { run, x, y } of points) {
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2
    if (distance <= best) [best, found] = [distance, run]
  }
  return found
}
