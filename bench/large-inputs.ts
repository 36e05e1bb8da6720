// What large inputs take: parameters of 200,000 keys on their way to an id, against the hash of their JSON; and a question about
// 100,000 runs, against the same filter written by hand.
import { createHash } from 'node:crypto'
import type { Cell } from '../src/catalog/sheet'
import { predicate } from '../src/catalog/query/predicate'
import { digest } from '../src/identity/digest'
import { normalize } from '../src/params/normalize'
import { compare } from './measure'
import { count } from './quick'
import { tellRatio } from './result'

const KEYS = count(200_000, 200)
const RUNS = count(100_000, 100)

const params = {
  large: Object.fromEntries(Array.from({ length: KEYS }, (_, index) => [`key${index}`, index])),
}
const runs = Array.from({ length: RUNS }, (_, index) => ({
  lr: index / RUNS,
  name: `run-adam-${index}`,
  started: `2026-${10 + (index % 3)}-01`,
}))
const asked = predicate<Record<string, Cell>>(
  { lr: { gt: 0.5, lt: 0.9 }, name: { like: '*adam*9' }, started: { ge: '2026-11' } },
  (column) => (run) => run[column],
)

// What each side comes to is kept, so that no compiler leaves it out.
let found: unknown

async function main(): Promise<void> {
  const ids = await compare(
    { run: () => void (found = createHash('sha1').update(JSON.stringify(params)).digest('hex')) },
    { run: () => void (found = digest(normalize(params), 'object-hash')) },
    5,
  )
  tellRatio(`the digest of ${KEYS.toLocaleString('en')} parameters / of their JSON`, ids, 10)
  const byHand = ({ lr, name, started }: (typeof runs)[0]) =>
    lr > 0.5 && lr < 0.9 && /adam.*9$/.test(name) && started >= '2026-11'
  const questions = await compare(
    { run: () => void (found = runs.filter(byHand).length) },
    { run: () => void (found = runs.filter(asked).length) },
    5,
  )
  tellRatio(`a question about ${RUNS.toLocaleString('en')} runs / a filter by hand`, questions, 10)
  if (found !== runs.filter(byHand).length) throw new Error('The question finds other runs than the filter.')
}

void main()
