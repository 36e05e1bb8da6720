/** The quick reader, held against the one that reads all YAML. */
import { parseYaml, yamlValue } from '../../../src/params/yaml/read'
import { quickYaml } from '../../../src/params/yaml/quick'
import type { YamlValue } from '../../../src/params/yaml/text'

/**
 * Whether a text is read the quick way. Then it has to be read the other way too, without an error, and each value, its type
 * and the order of all keys have to be the same.
 */
export function isReadQuickly(text: string): boolean {
  const quick = quickYaml(text)
  if (quick === undefined) return false
  const root = parseYaml(text, '/x.yaml')
  const all = root.kind === 'map' ? [...root.entries].map(([key, node]) => [key, yamlValue(node)]) : root
  const shown = (entries: unknown) => JSON.stringify(entries, spelled)
  const [found, expected] = [shown([...quick]), shown(all)]
  if (found !== expected) throw new Error(`${JSON.stringify(text)} is ${expected}, but was read as ${found}`)
  return true
}

// JSON keeps the order of keys, and would lose these.
function spelled(_key: string, value: unknown): unknown {
  const isLost = typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
  if (isLost) return { number: Object.is(value, -0) ? '-0' : String(value) }
  if (value === undefined) return { undefined: true }
  return value
}

/** The same scalar wherever one can stand. */
export function wherever(scalar: string): string[] {
  return [
    `k: ${scalar}\n`,
    `a: 1\nk: ${scalar}\nb: 2\n`,
    `k: [${scalar}]\n`,
    `k: [${scalar}, ${scalar}, 1]\n`,
    `k: {a: ${scalar}}\n`,
    `k: {a: [${scalar}], b: ${scalar}, c: 1}\n`,
    `${scalar}: 1\n`,
    `a: 1\n${scalar}: 1\n`,
    `k: {${scalar}: ${scalar}, a: 1}\n`,
    `k: [{${scalar}: [1]}]\n`,
  ]
}

/** Whether a key in a value is so long that it is written behind "? ". */
export function hasLongKey(value: YamlValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, item]) => (!Array.isArray(value) && JSON.stringify(key).length > 1000) || hasLongKey(item),
  )
}
