import { scaleLinear } from 'd3-scale'
import { numberText, rounded } from '../../../text/numbers'
import type { NumberScale } from './number-scale'

/** A mark on an axis, and what stands at it. */
export interface Tick {
  readonly value: number
  readonly at: number
  readonly text: string
}

/** Longer ones are hardly read at a mark. */
const LONGEST = 7

const WITHIN_DECADE = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]]

/** Some readable marks, about `count`, on a scale. */
export function ticksOf(scale: NumberScale, count: number): Tick[] {
  const values = scale.scale === 'log' ? logTicks(scale.domain, count) : linearTicks(scale.domain, count)
  return texted(values).map(({ value, text }) => ({ value, text, at: scale.at(value) }))
}

/** Marks at these numbers, without those for whose text, so large, there is no room beside the one before. */
export function ticksAt(
  scale: NumberScale,
  values: readonly number[],
  sizeOf: (text: string) => number,
): Tick[] {
  const kept: Tick[] = []
  for (const { value, text } of texted(values)) {
    const at = scale.at(value)
    const last = kept.at(-1)
    if (last === undefined || Math.abs(at - last.at) >= (sizeOf(text) + sizeOf(last.text)) / 2)
      kept.push({ value, text, at })
  }
  return kept
}

/** The numbers from the first to the last in equal steps. Epochs are whole. */
export function wholeTicks(scale: NumberScale, count: number): Tick[] {
  return ticksAt(scale, linearTicks(scale.domain, count).filter(Number.isInteger), () => 0)
}

function linearTicks(domain: readonly [number, number], count: number): number[] {
  return scaleLinear().domain(domain).ticks(count)
}

function logTicks([low, high]: readonly [number, number], count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))]
  const isWithin = (value: number) => value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12)
  const decades = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  for (const digits of WITHIN_DECADE) {
    const values = decades
      .flatMap((decade) => digits.map((digit) => Number(`${digit}e${decade}`)))
      .filter(isWithin)
    if (values.length > count * 1.5) continue
    // Within less than a decade there may be no such number, or one alone.
    return values.length >= 2 ? values : linearTicks([low, high], Math.min(count, 4))
  }
  const every = Math.ceil(decades.length / count)
  return decades
    .filter((decade) => decade % every === 0)
    .map((decade) => Number(`1e${decade}`))
    .filter(isWithin)
}

/** Numbers with their texts: all with the same decimals where they are read best so. */
function texted(values: readonly number[]): { value: number; text: string }[] {
  const isPlain = values.every((value) => value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6))
  const isEven = isPlain && areEven(values)
  const decimals = isEven ? Math.max(0, ...values.map(decimalsOf)) : 0
  const textOf = isEven ? (value: number) => value.toFixed(decimals) : shortest(values)
  return values.map((value) => ({ value, text: signed(textOf(value)) }))
}

/** As few digits as tell these numbers apart, and at least three. Whole numbers stay whole. */
function shortest(values: readonly number[]): (value: number) => string {
  for (let digits = 3; digits < 17; digits++) {
    const textOf = (value: number) =>
      shortText(Number.isInteger(value) ? value : rounded(value, digits), digits)
    if (new Set(values.map(textOf)).size === values.length) return textOf
  }
  return String
}

function shortText(value: number, digits: number): string {
  const text = numberText(value, digits)
  const powered = value.toExponential().replace('e+', 'e')
  return text.length > LONGEST && powered.length < text.length ? powered : text
}

function areEven(values: readonly number[]): boolean {
  const step = values[1]! - values[0]!
  return values.every(
    (value, at) => at === 0 || Math.abs(value - values[at - 1]! - step) < 1e-9 * Math.abs(step),
  )
}

function decimalsOf(value: number): number {
  return (/\.(\d+)$/.exec(String(Number(value.toPrecision(12))))?.[1] ?? '').length
}

/** With the minus sign of print. */
function signed(text: string): string {
  return text.replaceAll('-', '−')
}
