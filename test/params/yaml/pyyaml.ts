/** PyYAML as the judge of what a YAML text holds. */
import { execFileSync, spawnSync } from 'node:child_process'
import type { YamlValue } from '../../../src/params/yaml/text'
import { describeSkipped } from '../../skipped'

/** A value with the name of its Python type: floats by their bits, integers by their digits. */
export type Typed =
  | ['NoneType']
  | ['bool', boolean]
  | ['int' | 'float' | 'str' | 'error' | 'other', string]
  | ['list', Typed[]]
  | ['dict', [Typed, Typed][]]

const TYPED = `
import datetime, json, math, struct, sys, yaml
def typed(value):
    if value is None: return ['NoneType']
    if isinstance(value, bool): return ['bool', value]
    if isinstance(value, int): return ['int', str(value)]
    if isinstance(value, float): return ['float', 'nan' if math.isnan(value) else struct.pack('>d', value).hex()]
    if isinstance(value, str): return ['str', value]
    if isinstance(value, (list, tuple)): return ['list', [typed(entry) for entry in value]]
    if isinstance(value, dict): return ['dict', [[typed(key), typed(entry)] for key, entry in value.items()]]
    return ['other', str(value)]
def safe_load(text):
    try: return typed(yaml.safe_load(text))
    except Exception as error: return ['error', str(error)]
`

/** Tests that need PyYAML; skipped by name where there is none. */
export function describeWithPyyaml(title: string, body: () => void): void {
  const hasPyyaml = spawnSync('python3', ['-c', 'import yaml']).status === 0
  if (hasPyyaml) describe(title, body)
  else describeSkipped(title, 'python3 has no PyYAML', body)
}

/** Runs a Python program that may use `typed` and `safe_load`; `given` is its input, and the JSON it prints the answer. */
export function python<T>(program: string, given: unknown = null): T {
  const source = `${TYPED}\ngiven = json.load(sys.stdin)\n${program}`
  const input = JSON.stringify(given)
  return JSON.parse(
    execFileSync('python3', ['-c', source], { input, encoding: 'utf8', maxBuffer: 2 ** 30 }),
  ) as T
}

/** What `yaml.safe_load` makes of each text. */
export function safeLoad(texts: readonly string[]): Typed[] {
  return python('print(json.dumps([safe_load(text) for text in given]))', texts)
}

/** What Python should make of a value that was written: safe integers are ints, other numbers floats, or all where asked. */
export function typed(value: YamlValue, { allFloats = false }: { allFloats?: boolean } = {}): Typed {
  if (value === null) return ['NoneType']
  if (typeof value === 'boolean') return ['bool', value]
  if (typeof value === 'string') return ['str', value]
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !allFloats ? ['int', String(value)] : ['float', bits(value)]
  }
  if (Array.isArray(value)) return ['list', value.map((entry) => typed(entry, { allFloats }))]
  const entries = Object.entries(value)
  return ['dict', entries.map(([key, entry]): [Typed, Typed] => [['str', key], typed(entry, { allFloats })])]
}

/** A value of Python as JavaScript has it, with texts as keys. */
export function untyped([type, content]: Typed): unknown {
  if (type === 'NoneType') return null
  if (type === 'bool' || type === 'str') return content
  if (type === 'int') return Number(content) + 0
  if (type === 'float') return numberOf(content)
  if (type === 'list') return content.map(untyped)
  if (type === 'dict')
    return Object.fromEntries(content.map(([key, entry]) => [untyped(key), untyped(entry)]))
  throw new Error(`${type}: ${content}`)
}

function bits(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value === 0 ? 0 : value)
  return bytes.toString('hex')
}

function numberOf(hex: string): number {
  const value = hex === 'nan' ? NaN : Buffer.from(hex, 'hex').readDoubleBE()
  return value === 0 ? 0 : value
}
