import { yamlText, type YamlValue } from '../../params/yaml/text'

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
  const told = FACTS.map((fact): [string, YamlValue] => [fact in args ? PREFIX + fact : fact, facts[fact]])
  return yamlText([...Object.entries(args), ...told], { floats })
}

/** The entries of a params.yaml, parted into arguments and facts. In a file written by hand there are no facts. */
export function partParams<T>(entries: ReadonlyMap<string, T>): {
  args: Map<string, T>
  facts: Map<string, T>
} {
  const args = new Map(entries)
  const facts = new Map<string, T>()
  if (!isRecord(entries)) return { args, facts }
  for (const fact of [...FACTS, ...(entries.has('git_dirty') ? OF_PYTHON : [])]) {
    const key = [PREFIX + fact, fact].find((key) => args.has(key))
    if (key === undefined) continue
    facts.set(fact, args.get(key)!)
    args.delete(key)
  }
  return { args, facts }
}

// Whoever keeps these has kept the file as it was written.
function isRecord(entries: ReadonlyMap<string, unknown>): boolean {
  return ['root', 'id', 'time'].every((fact) => entries.has(fact) || entries.has(PREFIX + fact))
}
