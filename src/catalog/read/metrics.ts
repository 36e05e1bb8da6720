import { restoreNumbers } from '../../params/spelled-numbers'

/** What stands beside the metrics of an epoch in performances.json. */
const OWN = ['epoch', 'checkpoint']

/** The metrics of an epoch as it stands in performances.json, numbers that JSON lacks spelled or not; what is no number is left out. */
export function readMetrics(epoch: object | null | undefined): Record<string, number> {
  const metrics: Record<string, number> = {}
  for (const name of Object.keys(epoch ?? {})) {
    const spelled = (epoch as Record<string, unknown>)[name]
    const value = typeof spelled === 'string' ? restoreNumbers(spelled) : spelled
    if (typeof value === 'number' && !OWN.includes(name) && name !== '__proto__') metrics[name] = value
  }
  return metrics
}
