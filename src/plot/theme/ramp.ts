/** The colour at a place from 0 to 1 of a ramp, between its two nearest colours. */
export function colorAt(ramp: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (ramp.length - 1)
  const below = Math.floor(place)
  const [from, to] = [channels(ramp[below]!), channels(ramp[Math.min(below + 1, ramp.length - 1)]!)]
  const mixed = from.map((value, at) => Math.round(value + (to[at]! - value) * (place - below)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** So many colours of a ramp, evenly apart, from its beginning to its end; of one, the end. */
export function colorsOf(ramp: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => colorAt(ramp, count === 1 ? 1 : at / (count - 1)))
}

/** The relative luminance of a colour, as the Web Content Accessibility Guidelines have it: from 0 to 1. */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** The contrast of two colours, from 1 to 21, by the same guidelines. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
}
