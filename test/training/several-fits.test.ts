/** Bodies with several fits, stopped at any epoch: they end as if they had never stopped. */
import { ExperimentManager, type Run } from '../../src'
import { scratch } from '../faults/scratch'
import { PARAMS, rejection, rowsOf, tf, weightsOf } from './tiny'

const ROWS = 24
const values = (count: number, wave: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => wave(at))
const x = tf.tensor2d(values(ROWS * 3, Math.sin), [ROWS, 3])
const y = tf.tensor2d(values(ROWS * 2, Math.cos), [ROWS, 2])
const FIT = { batchSize: 8, verbose: 0 }

type Steps = (run: Run, at: { stop: number }) => Promise<tf.LayersModel>

function build(): tf.Sequential {
  const layers = [tf.layers.dropout({ rate: 0.2, inputShape: [3] }), tf.layers.dense({ units: 2 })]
  const model = tf.sequential({ layers })
  model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
  return model
}

/** Stops the process's work, as far as a test in one process can: when this many epochs are trained, counted from 1. */
const crash = (stop: number) => ({
  onEpochBegin: (index: number) => {
    if (index === stop) throw new Error('stop')
  },
})
/** Stops the training as early stopping does, `wait` epochs after it began. */
const early = (patience: number) => tf.callbacks.earlyStopping({ monitor: 'loss', minDelta: 100, patience })

const twoFits: Steps = async (run, { stop }) => {
  const model = build()
  await run.fit(model, x, y, { ...FIT, epochs: 3, callbacks: [crash(stop)] })
  await run.fit(model, x, y, { ...FIT, epochs: 6, callbacks: [crash(stop)] })
  return model
}
const bothStopEarly: Steps = async (run, { stop }) => {
  const model = build()
  await run.fit(model, x, y, { ...FIT, epochs: 2, callbacks: [early(5), crash(stop)] })
  await run.fit(model, x, y, { ...FIT, epochs: 9, callbacks: [early(3), crash(stop)] })
  await run.fit(model, x, y, { ...FIT, epochs: 10, callbacks: [early(9), crash(stop)] })
  return model
}
const otherRows: Steps = async (run, { stop }) => {
  const model = build()
  await run.fit(model, x, y, { ...FIT, epochs: 2, callbacks: [crash(stop)] })
  await run.fit(model, x.slice(0, 16), y.slice(0, 16), { ...FIT, epochs: 5, callbacks: [crash(stop)] })
  return model
}
const compiledAgain: Steps = async (run, { stop }) => {
  const model = build()
  await run.fit(model, x, y, { ...FIT, epochs: 2, callbacks: [crash(stop)] })
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' })
  await run.fit(model, x, y, { ...FIT, epochs: 5, callbacks: [crash(stop)] })
  return model
}
const ownRandom: Steps = async (run, { stop }) => {
  // As a library does that seeds everything for everybody.
  let state = 1
  Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647
  const model = build()
  await run.fit(model, x, y, { ...FIT, epochs: 5, callbacks: [crash(stop)] })
  return model
}

async function trained(steps: Steps, stops: readonly number[]) {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss' })
  let named: { resume?: string } = {}
  for (const stop of stops) {
    const error = await rejection(
      expm.run(PARAMS, (run) => steps(run as never, { stop }), { seed: 7, ...named }),
    )
    expect(error.message).toBe('stop')
    named = { resume: (await expm.find(PARAMS))[0]!.id }
  }
  const { run, result } = await expm.run(
    PARAMS,
    async (each) => weightsOf(await steps(each as never, { stop: Infinity })),
    { seed: 7, ...named },
  )
  return {
    weights: result,
    rows: rowsOf(run),
    problems: run.record.problems.map(({ code }) => code),
  }
}

const { random } = Math
afterEach(() => {
  Math.random = random
})

describe.each<[string, Steps, number[]]>([
  ['two fits', twoFits, [2, 3, 4]],
  ['fits that stop early, each by a callback of its own', bothStopEarly, [1, 2, 3, 4]],
  ['fits on other rows', otherRows, [1, 2, 3, 4]],
  ['a model that is compiled again between two fits', compiledAgain, [1, 2, 3, 4]],
  ['a body that seeds Math.random itself', ownRandom, [2]],
])('%s', (_, steps, stops) => {
  test.each(stops.map((stop) => [stop]))('stopped after epoch %d', async (stop) => {
    const [straight, resumed] = [await trained(steps, []), await trained(steps, [stop])]
    expect(resumed).toEqual({ ...straight, problems: expect.any(Array) as [] })
    expect(straight.rows.length).toBeGreaterThan(4)
  })
})

test('a fit over other rows than the one that it goes on with is refused, also behind one that is complete', async () => {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss' })
  const steps = async (run: Run, rows: number, stop: number) => {
    const model = build()
    await run.fit(model, x, y, { ...FIT, epochs: 2 })
    await run.fit(model, x.slice(0, rows), y.slice(0, rows), { ...FIT, epochs: 6, callbacks: [crash(stop)] })
  }
  await rejection(expm.run(PARAMS, (run) => steps(run as never, 16, 4)))
  const [{ id } = { id: '' }] = await expm.find(PARAMS)
  const error = await rejection(expm.run(PARAMS, (run) => steps(run as never, 20, 9), { resume: id }))
  expect(error).toMatchObject({ code: 'EXMAN_RESUME_MISMATCH' })
})

test('a saved part of the model is nothing to go on from', async () => {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss' })
  const steps = async (run: Run) => {
    const model = build()
    await run.fit(model, x, y, { ...FIT, epochs: 2 })
    const part = tf.model({ inputs: model.inputs, outputs: model.layers[0]!.output })
    await run.saveModel(part)
    throw new Error('stop')
  }
  await rejection(expm.run(PARAMS, (run) => steps(run as never)))
  const [failed] = await expm.find(PARAMS)
  const { run } = await expm.run(
    PARAMS,
    async (each) => {
      await each.fit(build(), x, y, { ...FIT, epochs: 3 })
    },
    { resume: failed!.id },
  )
  expect(rowsOf(run as never)).toHaveLength(3)
})

test('a body that does not wait for its fit has not done it', async () => {
  const expm = new ExperimentManager({ expBaseDir: scratch(), monitor: 'loss' })
  let fit: Promise<unknown> | undefined
  const error = await rejection(
    expm.run(PARAMS, (run) => {
      fit = run.fit(build(), x, y, { ...FIT, epochs: 2 })
      return 1
    }),
  )
  expect(error).toMatchObject({ code: 'EXMAN_FIT_BUSY' })
  await rejection(fit!)
  expect((await expm.find(PARAMS)).map(({ status }) => status)).toEqual(['failed'])
})
