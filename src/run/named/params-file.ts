import { FileError, ParamsError } from '../../errors'
import { MAX_YAML_BYTES, MAX_YAML_PIECES } from '../../params/yaml/limits'
import { yamlText, type YamlValue } from '../../params/yaml/text'

// A reader counts at most four pieces a value or key; the facts take some too.
const MOST_VALUES = MAX_YAML_PIECES / 4 - 100
// YAML escapes what JSON does, and some more.
const MOST_BYTES = MAX_YAML_BYTES / 2

/** Facts of a run that stand in its params.yaml behind the arguments, as the Python tool writes them. */
export interface RunFacts {
  /** The run's folder below the root. */
  root: string
  /** The run's number. */
  id: number
  /** What `--name` gave; null without. */
  name: string | null
  /** When the run was made, in local time. */
  time: string
  /** The commit that was checked out; null where git was not asked. */
  commit: string | null
  /** Whether the run stands in tmp/. */
  tmp: boolean
}

/** In this order, in every file. */
const FACTS = ['root', 'id', 'name', 'time', 'commit', 'tmp'] as const satisfies (keyof RunFacts)[]

/** What the Python tool writes beside them. */
const OF_PYTHON = ['dirty', 'git_dirty', 'config']

/** Stands before a fact whose name is that of an argument. */
const PREFIX = 'exman_'

/** The text of params.yaml: the arguments, then the facts. `floats` names the arguments that are floats in every run. */
export function paramsText(
  args: Readonly<Record<string, YamlValue>>,
  facts: RunFacts,
  floats: ReadonlySet<string>,
): string {
  const keyOf = (key: string): string => (Object.hasOwn(args, key) ? keyOf(PREFIX + key) : key)
  const told = FACTS.map((fact): [string, YamlValue] => [keyOf(fact), facts[fact]])
  return yamlText([...Object.entries(args), ...told], { floats })
}

/** Refuses arguments whose record could not be read again, as a reader has its limits. Throws `EXMAN_PARAMS_INVALID`. */
export function checkSize(args: Readonly<Record<string, YamlValue>>): void {
  const count = countOf(args)
  if (count > MOST_VALUES) throw tooLarge(largest(args), `more than ${MOST_VALUES} values`)
  if (Buffer.byteLength(JSON.stringify(args)) > MOST_BYTES)
    throw tooLarge(largest(args), `more than ${MOST_BYTES} bytes`)
}

function countOf(value: YamlValue): number {
  if (typeof value !== 'object' || value === null) return 1
  const items = Object.values(value)
  const keys = Array.isArray(value) ? 0 : items.length
  return items.reduce<number>((sum, each) => sum + countOf(each), 1 + keys)
}

function largest(args: Readonly<Record<string, YamlValue>>): string {
  const sizes = Object.entries(args).map(([name, value]) => [name, JSON.stringify(value).length] as const)
  return sizes.reduce((most, each) => (each[1] > most[1] ? each : most))[0]
}

function tooLarge(name: string, what: string): ParamsError {
  const text = `The arguments are too large for the record of a run: ${what}, most of it in "${name}". Put it into a file and give its name, or make the argument volatile.`
  return new ParamsError('EXMAN_PARAMS_INVALID', text, { path: name })
}

/**
 * The entries of a params.yaml, parted into arguments and facts. In a file written by hand there are no facts. `isOurs`: it
 * is known that the Python tool, which has facts of its own, has not written it.
 */
export function partParams<T>(
  entries: ReadonlyMap<string, T>,
  { isOurs = false }: { isOurs?: boolean } = {},
): { args: Map<string, T>; facts: Map<string, T> } {
  const args = new Map(entries)
  const facts = new Map<string, T>()
  if (!isRecord(entries)) return { args, facts }
  for (const fact of [...FACTS, ...(!isOurs && entries.has('git_dirty') ? OF_PYTHON : [])]) {
    // Behind the arguments, which may have these names as well.
    const key = [...entries.keys()].findLast((key) => factOf(key) === fact)
    if (key === undefined) continue
    facts.set(fact, args.get(key)!)
    args.delete(key)
  }
  return { args, facts }
}

// Whoever keeps these has kept the file as it was written.
function isRecord(entries: ReadonlyMap<string, unknown>): boolean {
  const facts = [...entries.keys()].map(factOf)
  return ['root', 'id', 'time'].every((fact) => facts.includes(fact))
}

/**
 * Throws `EXMAN_FILE_INVALID` for entries that cannot be all that was recorded of a run: the facts stand last, so it shows
 * what was cut off or added.
 */
export function checkWhole(entries: ReadonlyMap<string, unknown>, path: string): void {
  const last = [...entries.keys()].slice(-FACTS.length).map(factOf)
  if (FACTS.every((fact, at) => fact === last[at])) return
  const text = `${path} is not the whole record of a run: it does not end with ${FACTS.join(', ')}. It was cut off, or something was added at its end.`
  throw new FileError('EXMAN_FILE_INVALID', text, { path })
}

/** The fact that a key may stand for. */
function factOf(key: string): string {
  return key.startsWith(PREFIX) ? factOf(key.slice(PREFIX.length)) : key
}
