/** Many processes that begin the same experiment in the same minute, none of which loads TensorFlow.js. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { race } from '../faults/race'
import { scratch, strays } from '../faults/scratch'
import { identityOf, PARAMS, reopenRun } from '../fixtures/run-setup'
import { limit, times } from '../soak'
import { tree } from './runs'

jest.setTimeout(limit(120))

const PROCESSES = times(40, 200)
const IDENTITY = identityOf()

/** What each process printed, in the order in which they were started. */
async function openRuns(dir: string): Promise<{ id: string; warned: string[] }[]> {
  const lines = await race('run-race', [dir], PROCESSES)
  return lines.map((line) => JSON.parse(line) as { id: string; warned: string[] })
}

function expectWhole(root: string, ids: string[]): void {
  expect(new Set(ids).size).toBe(PROCESSES)
  ids.forEach((id, me) => {
    const run = reopenRun({ id, dir: join(root, id), root })
    const params: unknown = JSON.parse(readFileSync(join(run.dir, 'hyperparameters.json'), 'utf8'))
    expect(params).toEqual({ ...PARAMS, comment: String(me) })
    expect(run.readLog()).toMatchObject([{ epoch: 1, loss: me }])
    expect(run.scores).toMatchObject({ epochs: 1, last: { loss: me } })
    expect(run.record).toMatchObject({ id, status: 'done', epochs: 1, sessions: [{ end: 'done' }] })
    expect(tree(run.dir)).toEqual(
      ['hyperparameters.json', 'performances.json', 'run.json', 'training-logs.csv'].sort(),
    )
  })
}

test(`${PROCESSES} processes that begin the same experiment at once make it once, and a whole run each`, async () => {
  const dir = scratch()
  const root = join(dir, 'root')
  const runs = await openRuns(dir)
  expectWhole(
    root,
    runs.map(({ id }) => id),
  )
  expect(runs.flatMap(({ warned }) => warned)).toEqual([])
  expect(readdirSync(root).sort()).toEqual(['.exman', IDENTITY.name])
  const { monitored, groups } = IDENTITY
  const stored: unknown = JSON.parse(readFileSync(join(root, IDENTITY.name, 'experiment.json'), 'utf8'))
  expect(stored).toEqual({ format: 1, ids: 'object-hash', monitored, groups })
  for (const folder of [root, join(root, '.exman'), join(root, IDENTITY.name)])
    expect(strays(folder).filter((name) => name !== '.exman')).toEqual([])
})

test('where another experiment has the name, all go to the same next one, with a warning by who made it', async () => {
  const dir = scratch()
  const root = join(dir, 'root')
  const taken = join(root, IDENTITY.name)
  mkdirSync(taken, { recursive: true })
  const { experiment, text } = otherExperiment()
  writeFileSync(join(taken, 'experiment.json'), text)
  const runs = await openRuns(dir)
  expectWhole(
    root,
    runs.map(({ id }) => id),
  )
  // Those who found it there already have nothing to tell; some may have met while it was made.
  const warned = runs.map((run) => run.warned).filter(({ length }) => length > 0)
  expect(warned.length).toBeGreaterThan(0)
  for (const codes of warned) expect(codes).toEqual(['EXMAN_EXPERIMENT_COLLISION'])
  expect(new Set(runs.map(({ id }) => id.split('/')[0]))).toEqual(new Set([`${IDENTITY.name}~2`]))
  expect(readdirSync(taken)).toEqual(['experiment.json'])
  expect(JSON.parse(readFileSync(join(taken, 'experiment.json'), 'utf8'))).toEqual(experiment)
})

/** Other values under the same name, as a collision of the short numbers would leave it. */
function otherExperiment(): { experiment: unknown; text: string } {
  const { ids, monitored, groups } = identityOf({ ...PARAMS, training: { lr: 0.5 } })
  const experiment = { format: 1, ids, monitored, groups }
  return { experiment, text: JSON.stringify(experiment) }
}
