import { spellNumber } from '../../files'
import type { RecordedStatus } from '../../run/record'
import { readMetrics } from '../read/metrics'
import { noFacts, type StoredFacts } from '../read/stored-facts'
import { isOtherCache } from './kept-lines'

/** What a listing needs of a run before it is looked at. */
interface Head {
  sequence: number
  recorded: RecordedStatus | 'unknown'
  hasEnded: boolean
}

/** Stands between the two values of a line, since JSON never has it. */
const BETWEEN = '\t'

/**
 * What was read of a run: as it was read, or as a line of the cache, of which only the head is parsed until somebody looks at the run.
 * Of thousands of runs a list shows twenty.
 */
export class KeptFacts implements Head {
  readonly sequence: number
  readonly recorded: Head['recorded']
  readonly hasEnded: boolean
  #body: string | StoredFacts

  private constructor({ sequence, recorded, hasEnded }: Head, body: string | StoredFacts) {
    this.sequence = sequence
    this.recorded = recorded
    this.hasEnded = hasEnded
    this.#body = body
  }

  /** What was just read; `packed` for a list that shows few of its runs: a text is less to carry along than what it stands for. */
  static of(facts: StoredFacts, { packed = false }: { packed?: boolean } = {}): KeptFacts {
    return new KeptFacts(facts, packed ? JSON.stringify(spelled(facts)) : facts)
  }

  /** The reverse of `line`. */
  static parse(line: string): { id: string; stamp: string; kept: KeptFacts } {
    const end = line.indexOf(BETWEEN)
    const [id, stamp, sequence, recorded, hasEnded] = JSON.parse(line.slice(0, end)) as [
      string,
      string,
      number,
      Head['recorded'],
      boolean,
    ]
    return { id, stamp, kept: new KeptFacts({ sequence, recorded, hasEnded }, line.slice(end + 1)) }
  }

  /** Whether something could not be read. Facts of which that is so are not packed, and not kept in the cache. */
  get hasProblem(): boolean {
    return typeof this.#body !== 'string' && this.#body.problem !== null
  }

  /** All of it. */
  get facts(): StoredFacts {
    if (typeof this.#body === 'string') this.#body = factsIn(this.#body)
    return this.#body
  }

  /** As one line, which names the run and the files that it was read from. */
  line(id: string, stamp: string): string {
    const head = [id, stamp, this.sequence, this.recorded, this.hasEnded]
    const body = typeof this.#body === 'string' ? this.#body : JSON.stringify(spelled(this.#body))
    return JSON.stringify(head) + BETWEEN + body
  }
}

/** Whether facts are the same after a way through JSON, which lacks some numbers: YAML has them, and `1e999` is read as one. */
export function isJson(facts: StoredFacts): boolean {
  for (const name in facts) if (!isJsonFact(name as keyof StoredFacts, facts)) return false
  return true
}

// Those in metrics are spelled.
function isJsonFact(name: keyof StoredFacts, facts: StoredFacts): boolean {
  return name === 'metrics' || name === 'last' || isJsonValue(facts[name])
}

function isJsonValue(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value !== 'object' || value === null || Object.values(value).every(isJsonValue)
}

function factsIn(text: string): StoredFacts {
  try {
    return restored(JSON.parse(text) as StoredFacts)
  } catch (error) {
    if (!isOtherCache(error)) throw error
    const message = 'The cache, .exman/cache, does not hold what exman writes. Remove it, or use --no-cache.'
    return { ...noFacts(), problem: { code: 'EXMAN_FILE_INVALID', message, file: '' } }
  }
}

function restored(facts: StoredFacts): StoredFacts {
  if (!isFinite(facts.metrics)) facts.metrics = readMetrics(facts.metrics)
  if (!isFinite(facts.last)) facts.last = readMetrics(facts.last)
  return facts
}

function spelled(facts: StoredFacts): StoredFacts {
  const { metrics, last } = facts
  return isFinite(metrics) && isFinite(last)
    ? facts
    : { ...facts, metrics: spell(metrics), last: spell(last) }
}

function isFinite(metrics: Record<string, unknown>): boolean {
  for (const name in metrics) if (!Number.isFinite(metrics[name])) return false
  return true
}

function spell(metrics: Record<string, number>): Record<string, number> {
  const entries = Object.entries(metrics)
  // As text, which the type cannot say of what is only on its way to JSON.
  return Object.fromEntries(entries.map(([name, value]) => [name, spellNumber(name, value)])) as Record<
    string,
    number
  >
}
