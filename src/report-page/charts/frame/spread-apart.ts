/**
 * Moves places as little as needs be so that each is `gap` or more from the next, in their order, between `low` and `high`
 * as far as there is room.
 */
export function spreadApart(
  places: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = places.map((_, at) => at).sort((a, b) => places[a]! - places[b]!)
  // Neighbours that touch move together, so that their middle stays the middle of where they would be.
  const groups: { sum: number; count: number }[] = []
  const startOf = ({ sum, count }: { sum: number; count: number }) => {
    const size = (count - 1) * gap
    return Math.max(low, Math.min(high - size, sum / count - size / 2))
  }
  for (const at of order) {
    groups.push({ sum: places[at]!, count: 1 })
    for (let last = groups.length - 1; last > 0; last--) {
      const [before, after] = [groups[last - 1]!, groups[last]!]
      if (startOf(before) + before.count * gap <= startOf(after)) break
      groups.splice(last - 1, 2, { sum: before.sum + after.sum, count: before.count + after.count })
    }
  }
  const moved = new Array<number>(places.length)
  let next = 0
  for (const group of groups)
    for (let at = 0; at < group.count; at++) moved[order[next++]!] = startOf(group) + at * gap
  return moved
}
