import { isEqualJson } from '../../params/equal'
import type { Json } from '../../params/types'
import { resolveIdentity, type IdentityOptions } from '../../identity/identify'

const PLAIN_NAME = /^[a-zA-Z_$][\w$]*$/

/** The call that names experiments by these options, for a script: what is so by default is left out. */
export function constructorCall(expBaseDir: string, identity: IdentityOptions): string {
  const usual = resolveIdentity({})
  const given: [string, Json, Json][] = [
    ['expBaseDir', expBaseDir, 'experiments'],
    ['monitoredParamKeys', [...identity.monitored], [...usual.monitored]],
    ['ids', identity.ids, usual.ids],
    ['neutralParams', identity.neutralParams, usual.neutralParams],
    ['ignoredParams', [...identity.ignoredParams], [...usual.ignoredParams]],
  ]
  const shown = given.flatMap(([name, value, byDefault]) =>
    isEqualJson(value, byDefault) ? [] : `${name}: ${literal(value)}`,
  )
  return `new ExperimentManager(${shown.length === 0 ? '' : `{ ${shown.join(', ')} }`})`
}

function literal(value: Json): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(
    ([key, each]) => `${PLAIN_NAME.test(key) ? key : quoted(key)}: ${literal(each)}`,
  )
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
