import { sameExperiment } from '../../src/identity/same-experiment'
import type { Identity } from '../../src/identity/identify'
import type { Json } from '../../src/params/types'

type Compared = Pick<Identity, 'ids' | 'monitored' | 'groups'>

function identity(values: Record<string, Json>, change: Partial<Compared> = {}): Compared {
  const groups = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { digest: 'the same', value }]),
  )
  return { ids: 'object-hash', monitored: Object.keys(values), groups, ...change }
}

const one = identity({ model: { units: 1, type: 'dense' }, training: null })

test.each<[string, Compared, boolean]>([
  ['itself', one, true],
  [
    'a copy with its keys in another order',
    identity({ model: { type: 'dense', units: 1 }, training: null }),
    true,
  ],
  [
    'a different value with the same digest',
    identity({ model: { units: 2, type: 'dense' }, training: null }),
    false,
  ],
  ['other ids', { ...one, ids: 'python' }, false],
  ['its groups in another order', { ...one, monitored: ['training', 'model'] }, false],
  ['fewer groups', identity({ model: { units: 1, type: 'dense' } }), false],
  ['a group that is not there', { ...one, groups: { model: one.groups.model! } }, false],
])('an experiment compared with %s', (_, other, expected) => {
  expect(sameExperiment(one, other)).toBe(expected)
  expect(sameExperiment(other, one)).toBe(expected)
})

test('digests do not matter when the values are equal', () => {
  const other = { ...one, groups: { ...one.groups, training: { digest: 'another', value: null } } }
  expect(sameExperiment(one, other)).toBe(true)
})

test('the order of groups matters when their values are equal too', () => {
  expect(sameExperiment(identity({ a: 1, b: 1 }), identity({ b: 1, a: 1 }))).toBe(false)
})
