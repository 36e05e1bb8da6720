import type { Margins } from './extent'
import type { Theme } from '../theme/theme'
import type { Part } from './part'

/** The role of the row of the best run. */
export const BEST = 'best'

/** Only the rows of this role. */
export function only(role: string): Part {
  return { filter: { field: 'role', equal: role } }
}

/** Half of the ring, and the text beyond it, in pixels. */
const ROOM = 31

/** The room that the mark of the best needs at its end of an axis of values; without it, and at the other end, a little. */
export function marginsFor(best: number | null, values: readonly number[], pixels: number): Margins {
  const little = 0.04
  if (best === null) return [little, little]
  const room = Math.min(0.4, Math.max(little, ROOM / pixels))
  return isUpper(best, values) ? [little, room] : [room, little]
}

/** Whether the best is among the larger values, so that its text stands above it, where there are few others. */
export function isUpper(best: number, values: readonly number[]): boolean {
  const below = values.filter((value) => value < best).length
  const above = values.filter((value) => value > best).length
  return below >= above
}

/** The mark of the best: a dot in a ring, which has no dot of its own where seeds are folded, and beyond it its value on a halo of the ground. `along` is where on x it stands, from 0 to 1. */
export function bestLayers(theme: Theme, along: number, upper: boolean): Part[] {
  const text = {
    type: 'text',
    align: along > 0.88 ? 'right' : along < 0.12 ? 'left' : 'center',
    dx: along > 0.88 ? 8 : along < 0.12 ? -8 : 0,
    dy: upper ? -17 : 18,
    fontSize: 11.5,
    fontWeight: 700,
    opacity: 1,
  }
  const encoding = { text: { field: 'text', type: 'nominal' } }
  const ring = { type: 'point', shape: 'circle', filled: false, size: 190, opacity: 1 }
  return [
    { transform: [only(BEST)], mark: { ...ring, stroke: theme.ground, strokeWidth: 4.5 } },
    { transform: [only(BEST)], mark: { ...ring, stroke: theme.ink, strokeWidth: 2 } },
    { transform: [only(BEST)], mark: { ...ring, filled: true, size: 14, color: theme.ink } },
    {
      transform: [only(BEST)],
      mark: { ...text, stroke: theme.ground, strokeWidth: 4, strokeJoin: 'round', color: theme.ground },
      encoding,
    },
    { transform: [only(BEST)], mark: { ...text, color: theme.ink }, encoding },
  ]
}
