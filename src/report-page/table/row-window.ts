/** Rows that are drawn in place of all, and the empty rows above and between them. */
export interface DrawnRow {
  readonly place: number
  /** How many rows that are not drawn stand above it. */
  readonly gap: number
}

/** So many rows are drawn above and below those in sight. */
const SPARE = 8

/** What is in sight: how far the table is scrolled, and how high it is, in rows. */
export interface Sight {
  readonly top: number
  readonly height: number
}

/** The rows to draw of so many: those in sight, and one that has to be there wherever it stands, such as that with the focus. */
export function drawnRows(count: number, { top, height }: Sight, kept: number): DrawnRow[] {
  const first = Math.max(0, Math.min(Math.floor(top), count) - SPARE)
  const end = Math.min(count, Math.ceil(top + height) + SPARE)
  const places: number[] = []
  if (kept >= 0 && kept < Math.min(first, count)) places.push(kept)
  for (let place = first; place < end; place++) places.push(place)
  if (kept >= end && kept < count) places.push(kept)
  return places.map((place, at) => ({ place, gap: place - (at === 0 ? 0 : places[at - 1]! + 1) }))
}
