/** Against the plain way of looking at every pair. */
import * as fc from 'fast-check'
import { explainExperiment } from '../../../src/catalog/why/explain-experiment'
import { isEqualJson } from '../../../src/params/equal'
import type { Json } from '../../../src/params/types'
import { aRecord, tableOf } from '../trees'

const PATHS = ['a.x', 'a.y', 'b.z', 'top'] as const

type Flat = Partial<Record<(typeof PATHS)[number], Json>>

const value = fc.constantFrom<Json>(1, 2, '1', [1], true)
const flat: fc.Arbitrary<Flat> = fc.record(
  Object.fromEntries(PATHS.map((path) => [path, value])) as Record<(typeof PATHS)[number], typeof value>,
  { requiredKeys: [] },
)

function nested(params: Flat) {
  const object: Record<string, Json> = {}
  for (const [path, value] of Object.entries(params)) {
    const [group, name] = path.split('.') as [string, string | undefined]
    if (name === undefined) object[group] = value
    else object[group] = { ...(object[group] as object | undefined), [name]: value }
  }
  return object
}

const isSame = (a: Json | undefined, b: Json | undefined) =>
  a === undefined || b === undefined ? a === b : isEqualJson(a, b)

const differing = (a: Flat, b: Flat) => PATHS.filter((path) => !isSame(a[path], b[path]))

test('neighbours and effects are those of all pairs', () => {
  const experiments = fc.uniqueArray(fc.tuple(flat, fc.integer({ min: -9, max: 9 })), {
    selector: ([params]) => JSON.stringify(PATHS.map((path) => params[path] ?? null)),
    minLength: 2,
    maxLength: 25,
  })
  fc.assert(
    fc.property(experiments, (list) => {
      const table = tableOf(
        list.map(([params, loss], n) =>
          aRecord({
            ...{ id: `exp-${n}/run--26-01-05--08-01`, params: nested(params) },
            ...{ monitor: 'loss', mode: 'min', metrics: { loss } },
          }),
        ),
      )
      const [here, score] = list[0]!
      const { neighbours, effects } = explainExperiment(table, 'exp-0', { limit: 1000 })
      const distances = list.slice(1).map(([params]) => differing(here, params).length)
      expect(neighbours.map(({ differences }) => differences.length)).toEqual(distances.sort())
      for (const { experiment, effect, differences } of neighbours) {
        const [params, loss] = list[Number(experiment.slice('exp-'.length))]!
        expect(effect).toBe(loss - score)
        expect(differences.map(({ parameter }) => parameter).sort()).toEqual(
          [...differing(here, params)].sort(),
        )
      }
      const expected = new Map<string, number[]>()
      for (const [a, lossA] of list)
        for (const [b, lossB] of list) {
          const [path, ...others] = differing(a, b)
          if (path === undefined || others.length > 0 || !isSame(a[path], here[path])) continue
          const key = `${path} ${JSON.stringify(b[path])}`
          expected.set(key, [...(expected.get(key) ?? []), lossB - lossA])
        }
      const found = effects.map(({ parameter, to, pairs, effect }) => [
        `${parameter} ${JSON.stringify(to)}`,
        [pairs, effect.toFixed(9)],
      ])
      const means = [...expected].map(([key, all]) => [
        key,
        [all.length, (all.reduce((sum, one) => sum + one) / all.length).toFixed(9)],
      ])
      const sorted = (rows: unknown[]) =>
        rows.map((row) => JSON.stringify(row).replace('"-0.0', '"0.0')).sort()
      expect(sorted(found)).toEqual(sorted(means))
    }),
    { numRuns: 300 },
  )
})
