import { textPixels } from '../theme/letters'
import type { Extent } from './extent'

/** The labels of ticks; without a number of digits Vega would take as few as tell the ticks apart, and 32 is `3e+1`. */
export const TICK_FORMAT = '.6~g'

/** More labels than that stand too close. */
const MOST = 9

/** Fewer of our own would not show that an axis is logarithmic. */
const LEAST = 3

/** Where the ticks of a scale stand, so that they are few; undefined where the scale is too short for any but its own. */
export function ticksOf(extent: Extent, scale: 'linear' | 'log'): number[] | undefined {
  return scale === 'log' ? logTicks(extent) : linearTicks(extent)
}

function linearTicks([low, high]: Extent): number[] | undefined {
  const rough = (high / 5 - low / 5) / 10 ** Math.floor(Math.log10(high / 5 - low / 5))
  const step =
    (rough < 1.5 ? 1 : rough < 3.5 ? 2 : rough < 7.5 ? 5 : 10) *
    10 ** Math.floor(Math.log10(high / 5 - low / 5))
  if (!(step > 0) || !Number.isFinite(step)) return undefined
  const ticks: number[] = []
  for (let at = Math.ceil(low / step); at * step <= high; at += 1)
    ticks.push(Number((at * step).toPrecision(12)))
  return ticks.length < 2 ? undefined : ticks
}

/** Where the ticks of a log axis stand: at 1, 2, 5, 10, …; at powers of ten where these are many; at none where it is too short. */
export function logTicks([low, high]: Extent): number[] | undefined {
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = ticksAt(factors, low, high)
    if (ticks.length < LEAST) return undefined
    if (ticks.length <= MOST) return ticks
  }
  const powers = ticksAt([1], low, high)
  const step = Math.ceil(powers.length / MOST)
  return powers.filter((power) => Math.round(Math.log10(power)) % step === 0)
}

function ticksAt(factors: readonly number[], low: number, high: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1)
    for (const factor of factors) ticks.push(Number(`${factor}e${power}`))
  return ticks.filter((tick) => tick >= low && tick <= high)
}

/** Those ticks whose labels have room side by side, so many pixels apart: both ends before all that stand between. */
export function labelledTicks(
  ticks: readonly number[],
  size: number,
  pixelOf: (tick: number) => number,
  apart: number,
): number[] {
  const kept: { tick: number; from: number; to: number }[] = []
  for (const tick of [...new Set([...ticks.slice(0, 1), ...ticks.slice(-1), ...ticks])]) {
    const half = (textPixels(labelOf(tick), size) + apart) / 2
    const [from, to] = [pixelOf(tick) - half, pixelOf(tick) + half]
    if (kept.every((other) => to <= other.from || from >= other.to)) kept.push({ tick, from, to })
  }
  return kept.map(({ tick }) => tick).sort((a, b) => a - b)
}

/** A label as `TICK_FORMAT` has it. */
function labelOf(tick: number): string {
  const text = tick.toPrecision(6)
  return text.includes('.') ? text.replace(/\.?0+(?=e|$)/, '') : text
}
