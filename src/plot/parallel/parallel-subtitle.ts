import { showText } from '../../params/show'
import { countText, runsText } from '../../text/numbers'
import { bestText } from '../figure/best'
import type { ParallelLine } from '../figure/figure'
import type { CrossedAxis } from './parallel-lines'
import type { ParallelUnit, ParallelUnits } from './parallel-units'

/** What there is to say of parallel coordinates. */
export interface ParallelFacts {
  readonly found: ParallelUnits
  readonly lines: readonly ParallelLine[]
  readonly axes: readonly CrossedAxis[]
  readonly best: ParallelUnit | undefined
  readonly metric: string
  readonly seeds: 'folded' | 'apart'
  /** How many parameters could be shown, and whether they were named. */
  readonly differing: number
  readonly isChosen: boolean
  /** What was named and tells nothing. */
  readonly without: readonly string[]
}

/** The lines above parallel coordinates. */
export function parallelSubtitle(facts: ParallelFacts): string[] {
  const { found, lines, axes, best, metric, differing, isChosen, without } = facts
  const params = axes.length - 1
  const which = isChosen ? 'first' : 'that go most closely with it'
  return [
    countsOf(facts),
    ...(best === undefined ? [] : [`best: ${bestText(best.value)}, ${showText(best.name, Infinity)}`]),
    ...(differing > params ? [`${params} of ${countedParameters(differing)}: those ${which}`] : []),
    ...(lines.length < found.units.length
      ? [
          `${countText(lines.length)} of these as lines, evenly from the worst ${metric} to the best, the ten best among them`,
        ]
      : []),
    ...axes.flatMap(({ notes }) => notes),
    ...gapLines(facts),
    ...(without.length > 0
      ? [`no difference in ${without.map((name) => showText(name, 60)).join(', ')}`]
      : []),
    ...found.leftOut.lines,
  ]
}

/** `1 parameter`, `12 parameters`. */
export function countedParameters(count: number): string {
  return `${countText(count)} ${count === 1 ? 'parameter' : 'parameters'}`
}

function countsOf({ found: { units, runs }, seeds }: ParallelFacts): string {
  if (seeds === 'apart' || units.length === runs) return runsText(runs)
  return `${runsText(runs)}, as the means of ${countText(units.length)} ${units.length === 1 ? 'experiment' : 'experiments'}`
}

/** How many lines have a gap at which axis. */
function gapLines({ axes, lines }: ParallelFacts): string[] {
  const gaps = axes.flatMap(({ axis: { title } }, at) => {
    const count = lines.filter(({ shares }) => shares[at] === null).length
    return count === 0 ? [] : [`${countText(count)} at ${title}`]
  })
  return gaps.length === 0 ? [] : [`gaps, where a value is missing: ${gaps.join(', ')}`]
}
