import type { OptionGroup } from '../frame/options'

/** What curves can be shown: one metric, or one with its twin of the validation data. */
export interface MetricChoice {
  readonly value: string
  readonly text: string
  readonly metrics: readonly string[]
}

/** The choices: metrics with their twins first, then each metric alone. */
export function metricChoices(metrics: readonly string[]): MetricChoice[] {
  const known = new Set(metrics)
  const pairs = metrics.filter((metric) => known.has(`val_${metric}`))
  return [
    ...pairs.map((metric) => choiceOf([metric, `val_${metric}`])),
    ...metrics.map((metric) => choiceOf([metric])),
  ]
}

/** The choice to begin with: that of the metric that most runs monitor, with its twin. */
export function firstChoice(
  choices: readonly MetricChoice[],
  monitor: string | null,
): MetricChoice | undefined {
  return choices.find(({ metrics }) => monitor !== null && metrics.includes(monitor)) ?? choices[0]
}

/** The choices under their headings. */
export function choiceGroups(choices: readonly MetricChoice[]): OptionGroup[] {
  const groups = [
    { heading: 'Training and validation', options: choices.filter(({ metrics }) => metrics.length > 1) },
    { heading: 'One metric', options: choices.filter(({ metrics }) => metrics.length === 1) },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

function choiceOf(metrics: readonly string[]): MetricChoice {
  return { value: JSON.stringify(metrics), text: metrics.join(' and '), metrics }
}
