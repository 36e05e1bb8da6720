import type { Cell } from '../../catalog/sheet'
import type { Explanation, Neighbour } from '../../catalog/why/explain-experiment'
import { countText, digitsFor, numberText, runsText } from '../../text/numbers'
import { safeText } from '../../text/text-width'
import { pairLines, section, tableLines, type PageStyle } from '../show/section'
import { valueText } from '../show/value-text'

/** Parameters that are shown of a neighbour that differs in more. */
const SHOWN = 6

/** What separates an experiment from its neighbours, and what each of its parameters did, as a page. */
export function explanationText(explained: Explanation, style: PageStyle): string {
  const { neighbours } = explained
  const parts = [
    headLines(explained),
    section('Nearest experiments', neighbourLines(neighbours, explained), style),
    section('One parameter changed, nothing else', effectLines(explained, style), style),
    nothingLines(explained),
    remarks(explained),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function headLines({ experiment, metric, mode, runs, n, mean, std }: Explanation): string[] {
  const score = mean === null ? 'has no value' : numberText(mean, 4)
  const spread = std === null ? '' : ` ± ${numberText(std, 2)}`
  const better = mode === 'min' ? 'less is better' : 'more is better'
  return [safeText(experiment), `  ${safeText(metric)} ${score}${spread}, ${countedText(n, runs)}; ${better}`]
}

function countedText(n: number, runs: number): string {
  const all = runsText(runs)
  return n === runs ? all : `${countText(n)} of ${all} counted`
}

/** A line for each neighbour, and below it one for each parameter that separates it. */
function neighbourLines(neighbours: readonly Neighbour[], { metric }: Explanation): string[] {
  const digits = digitsFor(numbersIn(neighbours.map(({ mean }) => mean)))
  const sizes = digitsFor(numbersIn(neighbours.map(({ effect }) => effect)))
  return neighbours.flatMap(({ experiment, differences, runs, n, mean, effect, isBetter }) => {
    const score = mean === null ? 'has no value' : numberText(mean, digits)
    const change = effect === null ? '' : `: ${effectText(effect, isBetter, sizes)}`
    const head = `${safeText(experiment)}  ${safeText(metric)} ${score}${change}, ${countedText(n, runs)}`
    const shown = differences.slice(0, SHOWN)
    const pairs = shown.map(({ parameter, from, to }) => [safeText(parameter), changeText(from, to)] as const)
    const more = differences.length > SHOWN ? [`and ${differences.length - SHOWN} more`] : []
    const none = differences.length === 0 ? ['differs in nothing that is compared'] : []
    return [head, ...[...pairLines(pairs), ...more, ...none].map((line) => `  ${line}`)]
  })
}

function effectLines({ effects, metric }: Explanation, style: PageStyle): string[] {
  if (effects.length === 0) return []
  const digits = digitsFor(effects.map(({ effect }) => effect))
  const rows = effects.map(({ parameter, from, to, effect, std, isBetter, pairs, runs }) => [
    ...[parameter, valueText(from), valueText(to), effectText(effect, isBetter, digits)],
    ...[std === null ? undefined : numberText(std, 2), pairs, runs],
  ])
  const texts = ['parameter', 'from', 'to', 'effect', 'std'].map((name) => [name, 'text'] as const)
  return [
    ...tableLines([...texts, ['pairs', 'number'], ['runs', 'number']], rows, style),
    '',
    `effect: how ${safeText(metric)} changed, on average over the pairs of experiments that differ in this alone`,
  ]
}

function nothingLines({ experiments, effects }: Explanation): string[] {
  if (experiments === 1) return ['It is the only experiment, so there is nothing to compare it with.']
  return effects.length > 0
    ? []
    : [
        'No two experiments with scores differ in just one parameter that has the value of this one. What is of no',
        'matter, such as a folder for output, can be left out by --ignored.',
      ]
}

function remarks({ notCompared, leftOut: { notDone, withoutMetric } }: Explanation): string[] {
  const reasons = [
    ...(notDone > 0 ? [`${countText(notDone)} not done`] : []),
    ...(withoutMetric > 0 ? [`${countText(withoutMetric)} without a finite value`] : []),
  ]
  return [
    ...(notCompared.length > 0
      ? [`Not compared: ${notCompared.map((path) => safeText(path)).join(', ')}.`]
      : []),
    ...(reasons.length > 0 ? [`Runs that do not count: ${reasons.join(', ')}.`] : []),
  ]
}

function changeText(from: Cell, to: Cell): string {
  return `${valueText(from)} -> ${valueText(to)}`
}

function effectText(effect: number, isBetter: boolean | null, digits: number): string {
  if (isBetter === null) return 'no change'
  return `${effect > 0 ? '+' : ''}${numberText(effect, digits)} ${isBetter ? 'better' : 'worse'}`
}

function numbersIn(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}
