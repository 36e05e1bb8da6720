/** A first signal ends a run in good order, a second one at once. */
import { ExperimentManager } from '../../src'
import { scratch } from '../faults/scratch'
import { runScript } from './children'
import { rowsOf } from './tiny'

jest.setTimeout(120_000)

const PARAMS = { model: 1, training: 2 }
const train = (how: string, root: string, signal: string, where: string) =>
  runScript('graceful', { args: [how, root, signal, where] })
const runIn = async (root: string) => (await new ExperimentManager({ expBaseDir: root }).find(PARAMS))[0]!

let straight: string
beforeAll(async () => {
  straight = (await train('run.fit', scratch(), 'SIGINT', 'never')).output
  expect(straight).toMatch(/^\[\[/)
})

test.each<[how: string, signal: string, where: string, complete: number]>([
  // Checkpoints are saved at every second epoch, and at the end of the last that is complete if the fit ends there.
  ['run.fit', 'SIGINT', 'batch', 2],
  ['run.fit', 'SIGTERM', 'last batch', 3],
  ['expm.run', 'SIGTERM', 'batch', 2],
  ['expm.run', 'SIGINT', 'epoch', 3],
  ['expm.run', 'SIGINT', 'body', 5],
  ['plain', 'SIGINT', 'batch', 2],
  ['plain', 'SIGTERM', 'epoch', 3],
])(
  '%s, and %s in its third epoch (%s): interrupted after epoch %d, and goes on to the same end',
  async (how, signal, where, complete) => {
    const root = scratch()
    expect(await train(how, root, signal, where)).toMatchObject({ code: null, signal, output: '' })
    const run = await runIn(root)
    expect(run.status).toBe('interrupted')
    expect(run.record).toMatchObject({
      status: 'interrupted',
      epochs: complete,
      error: null,
      sessions: [{ end: 'interrupted', toEpoch: complete, ended: expect.any(String) as string }],
    })
    expect(rowsOf(run).map(({ epoch }) => epoch)).toEqual(Array.from({ length: complete }, (_, at) => at + 1))
    const again = await train(how, root, signal, 'never')
    expect(again).toMatchObject({ code: 0, output: straight })
    expect((await runIn(root)).record).toMatchObject({
      status: 'done',
      sessions: [{}, { end: 'done', fromEpoch: complete }],
    })
  },
)

test('a second signal ends it at once; the run reads lost, and goes on to the same end', async () => {
  const root = scratch()
  expect(await train('run.fit', root, 'SIGINT', 'twice')).toMatchObject({
    code: null,
    signal: 'SIGINT',
    output: '',
  })
  expect((await runIn(root)).status).toBe('lost')
  expect(await train('run.fit', root, 'SIGINT', 'never')).toMatchObject({ code: 0, output: straight })
})

test('who listens to the signal decides about the process: what trains throws EXMAN_INTERRUPTED', async () => {
  const root = scratch()
  const child = await train('listening', root, 'SIGINT', 'batch')
  expect(child).toMatchObject({ code: 0, output: 'heard\nEXMAN_INTERRUPTED\n' })
  expect((await runIn(root)).status).toBe('interrupted')
  expect(await train('expm.run', root, 'SIGINT', 'never')).toMatchObject({ output: straight })
})

test('without gracefulStop a plain fit ends as it does without exman', async () => {
  const root = scratch()
  expect(await train('abrupt', root, 'SIGINT', 'batch')).toMatchObject({ code: null, signal: 'SIGINT' })
  expect((await runIn(root)).status).toBe('lost')
})
