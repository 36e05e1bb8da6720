import type { ReportCurves } from '../../../src/plot/report/payload'

/** What the page can know of a curve: for each place that codes stand for its epochs, and the values there. */
export interface Unpacked {
  run: number
  /** The first and the last of the epochs, and the values in the order in which they came; none in a gap. */
  places: { from: number; to: number; values: number[] }[]
}

/** Unpacks curves as src/plot/report/payload.ts describes them, written from that text alone. */
export function unpacked({ isLog, low, high, runs, firsts, counts, steps, codes }: ReportCurves): Unpacked[] {
  const bytes = Buffer.from(codes, 'base64')
  const share = (code: number) => code / 65_534
  const valueOf = (code: number) =>
    isLog
      ? Math.exp(Math.log(low) * (1 - share(code)) + Math.log(high) * share(code))
      : low * (1 - share(code)) + high * share(code)
  let start = 0
  return runs.map((run, at) => {
    const [first, count, step] = [firsts[at]!, counts[at]!, steps[at]!]
    const own = Array.from({ length: count }, (_, place) => bytes.readUInt16LE(2 * (start + place)))
    start += count
    const perPlace = step === 1 ? 1 : 2
    const places = Array.from({ length: count / perPlace }, (_, place) => ({
      from: first + place * step,
      to: first + place * step + step - 1,
      values: own
        .slice(place * perPlace, (place + 1) * perPlace)
        .filter((code) => code !== 65_535)
        .map(valueOf),
    }))
    return { run, places }
  })
}
