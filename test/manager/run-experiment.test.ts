/** `expm.run`: an experiment as a function that remembers. */
import { existsSync } from 'node:fs'
import { ExperimentManager, openRun, type ExperimentOptions, type Run } from '../../src'
import { compiled, rejection, tf, TWO_EPOCHS, weightsOf, x, y } from '../training/tiny'
import { expectWarnings } from '../warnings'
import { leave, manager, PARAMS, type Left } from './stored'

const never = () => {
  throw new Error('the body ran')
}

/** A model with chance in its initial weights, and in its training. */
function chancy(): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 4, inputShape: [3] }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 2 }),
    ],
  })
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
  return model
}

const SHUFFLED = { ...TWO_EPOCHS, shuffle: true }

describe('an experiment', () => {
  test('is run once; after that its result is there', async () => {
    const expm = manager()
    const first = await expm.run(PARAMS, () => ({ accuracy: 0.5, list: [1, null] }))
    const second = await expm.run(PARAMS, never)
    expect(first).toMatchObject({ result: { accuracy: 0.5, list: [1, null] }, reused: false, skipped: false })
    expect(second).toMatchObject({ result: { accuracy: 0.5, list: [1, null] }, reused: true, skipped: false })
    expect(second.run.id).toBe(first.run.id)
    expect(first.run.status).toBe('done')
    expect(first.run.record.result).toEqual({ accuracy: 0.5, list: [1, null] })
  })

  test.each([[undefined], [null], [0], ['text'], [[1, 2]], [{ a: { b: 1 } }]])(
    'may give %j',
    async (value) => {
      const expm = manager()
      const results = [await expm.run(PARAMS, () => value), await expm.run(PARAMS, never)]
      expect(results.map(({ result }) => result as unknown)).toEqual([value ?? null, value ?? null])
    },
  )

  test('has a result as it is stored, also the first time', async () => {
    const { result } = await manager().run(PARAMS, () => ({ a: undefined, b: -0 }))
    expect(result).toStrictEqual({ b: 0 })
  })

  test('keeps the result that its body has finished it with', async () => {
    const expm = manager()
    const { result } = await expm.run(PARAMS, (run) => run.finish({ a: 1 }))
    expect(result).toEqual({ a: 1 })
  })

  test('whose result is no JSON data fails, and says so', async () => {
    const expm = manager()
    const error = await rejection(expm.run(PARAMS, () => ({ loss: NaN })))
    expect(error).toMatchObject({ code: 'EXMAN_RESULT_INVALID', path: 'loss' })
    expect(error.message).toContain(`resume: '${(await expm.find(PARAMS))[0]!.id}'`)
    expect((await expm.find(PARAMS)).map(({ status }) => status)).toEqual(['failed'])
  })

  test('whose body throws has failed, and is run anew', async () => {
    const expm = manager()
    const error = new Error('no data')
    expect(await rejection(expm.run(PARAMS, () => Promise.reject(error)))).toBe(error)
    const { result, run } = await expm.run(PARAMS, () => 2)
    expect(result).toBe(2)
    expect((await expm.find(PARAMS)).map(({ status }) => status)).toEqual(['failed', 'done'])
    expect(run.record.sessions).toHaveLength(1)
  })

  test('that has failed goes on when it is named', async () => {
    const expm = manager()
    const body = async (run: Run) => (await run.fit(chancy(), x, y, { ...SHUFFLED, epochs: 3 })).epoch.length
    await rejection(
      expm.run(PARAMS, async (run) => {
        await body(run)
        throw new Error('late')
      }),
    )
    const [failed] = await expm.find(PARAMS)
    const { run, result } = await expm.run(PARAMS, (each) => body(each as never), { resume: failed!.id })
    expect(run.id).toBe(failed!.id)
    expect(result).toBe(3)
    expect(run.status).toBe('done')
  })

  test('that was trained without expm.run has no result to reuse: a new run begins, and says so', async () => {
    const warnings = expectWarnings()
    const expm = manager()
    const callbacks = expm.prepare(PARAMS)
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks })
    expect(callbacks.run.status).toBe('done')
    expect(await expm.run(PARAMS, () => 1)).toMatchObject({ result: 1, reused: false })
    expect(warnings).toMatchObject([{ code: 'EXMAN_RUN_PASSED_OVER' }])
    expect(warnings[0]!.text).toContain(`resume: '${callbacks.run.id}'`)
  })

  test('that has failed and goes on is done, also when nothing is left to train', async () => {
    const expm = manager()
    const failed = await leave(expm, 'failed')
    const { run } = await expm.run(PARAMS, () => 4, { resume: failed.id })
    expect(run.record).toMatchObject({ status: 'done', result: 4, error: null })
    expect((await expm.run(PARAMS, never)).result).toBe(4)
  })

  test.each<[Left, boolean]>([
    ['lost', true],
    ['interrupted', true],
    ['failed', false],
    ['diverged', false],
    ['created', false],
  ])('that was left %s goes on: %s', async (left, goesOn) => {
    const warnings = expectWarnings()
    const expm = manager()
    const before = await leave(expm, left)
    const { run } = await expm.run(PARAMS, () => 1, { seed: 7 })
    expect(run.id === before.id).toBe(goesOn)
    const isTold = left === 'failed' || left === 'diverged'
    expect(warnings.map(({ code }) => code)).toEqual(isTold ? ['EXMAN_RUN_PASSED_OVER'] : [])
  })

  test('goes on where it was, and gives the history of all epochs', async () => {
    const expm = manager()
    await leave(expm, 'lost')
    const { result, run } = await expm.run(PARAMS, async (each) => {
      const history = await each.fit(compiled(), x, y, { ...TWO_EPOCHS, epochs: 4 })
      return history.history.loss as number[]
    })
    expect(result).toEqual(run.readLog().map(({ loss }) => loss))
    expect(result).toHaveLength(4)
  })
})

describe('seeds', () => {
  const weights = async (options: ExperimentOptions) => {
    const { result, run } = await manager().run(
      PARAMS,
      async (each) => {
        const model = chancy()
        await each.fit(model, x, y, SHUFFLED)
        return weightsOf(model)
      },
      options,
    )
    return { result, seed: run.record.seed }
  }

  test('the same seed gives the same weights, another one others', async () => {
    const [a, b, c] = [await weights({ seed: 7 }), await weights({ seed: 7 }), await weights({ seed: 8 })]
    expect(a).toEqual(b)
    expect(a.result).not.toEqual(c.result)
  })

  test('one that is drawn is recorded, and gives the same again', async () => {
    const drawn = await weights({})
    expect(await weights({ seed: drawn.seed! })).toEqual(drawn)
    expect((await weights({})).seed).not.toBe(drawn.seed)
  })

  test('seed 0 is a seed', async () => {
    expect(await weights({ seed: 0 })).toEqual(await weights({ seed: 0 }))
  })

  test('each seed is an experiment of its own', async () => {
    const expm = manager()
    const results = []
    for (const seed of [1, 2, 1]) results.push(await expm.run(PARAMS, () => seed, { seed }))
    expect(results.map(({ result, reused }) => [result, reused])).toEqual([
      [1, false],
      [2, false],
      [1, true],
    ])
    // Any seed will do for who asks for none: the newest.
    expect((await expm.run(PARAMS, never)).result).toBe(2)
  })

  test('Math.random is put back, whatever comes of the body', async () => {
    const { random } = Math
    const expm = manager()
    await expm.run(PARAMS, () => expect(Math.random).not.toBe(random))
    expect(Math.random).toBe(random)
    await rejection(expm.run(PARAMS, never, { ifDone: 'rerun' }))
    expect(Math.random).toBe(random)
  })
})

describe('ifDone', () => {
  test('rerun makes a new run; what was begun so and killed goes on', async () => {
    const expm = manager()
    const old = await leave(expm, 'lost')
    const done = await leave(expm, 'done')
    const again = await expm.run(PARAMS, () => 2, { ifDone: 'rerun' })
    expect([old.id, done.id]).not.toContain(again.run.id)
    expect(again.reused).toBe(false)
    const killed = await leave(expm, 'lost')
    expect((await expm.run(PARAMS, () => 3, { ifDone: 'rerun' })).run.id).toBe(killed.id)
  })

  test('error throws EXMAN_RUN_DONE', async () => {
    const expm = manager()
    const done = await leave(expm, 'done')
    const error = await rejection(expm.run(PARAMS, never, { ifDone: 'error' }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_DONE', run: done.id })
    expect((await manager().run(PARAMS, () => 1, { ifDone: 'error' })).result).toBe(1)
  })
})

describe('while it is running', () => {
  /** An experiment in the middle of its body. */
  async function running() {
    const expm = manager()
    let letOn!: (value: number) => void
    let hasBegun!: () => void
    const begun = new Promise<void>((resolve) => (hasBegun = resolve))
    const first = expm.run(PARAMS, () => {
      hasBegun()
      return new Promise<number>((resolve) => (letOn = resolve))
    })
    await begun
    return { expm, first, letOn }
  }

  test('another waits, and gets its result', async () => {
    const { expm, first, letOn } = await running()
    const second = expm.run(PARAMS, never)
    setTimeout(() => letOn(5), 120)
    expect(await first).toMatchObject({ result: 5, reused: false })
    expect(await second).toMatchObject({ result: 5, reused: true })
  })

  test('another waits, and runs it when it has failed', async () => {
    const expm = manager()
    const first = expm.run(
      PARAMS,
      () => new Promise((_, reject) => setTimeout(() => reject(new Error('no')), 120)),
    )
    const second = expm.run(PARAMS, () => 6)
    await rejection(first)
    expect(await second).toMatchObject({ result: 6, reused: false })
  })

  test('another waits no longer than timeoutSeconds', async () => {
    const { expm, first, letOn } = await running()
    const error = await rejection(expm.run(PARAMS, never, { timeoutSeconds: 0.1 }))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD' })
    letOn(1)
    await first
  })

  test.each([
    ['error', { code: 'EXMAN_RUN_HELD' }],
    ['skip', { skipped: true, reused: false, result: undefined }],
  ] as const)('another with ifRunning: %s', async (ifRunning, expected) => {
    const { expm, first, letOn } = await running()
    const outcome = await expm
      .run(PARAMS, never, { ifRunning } as { ifRunning: 'skip' })
      .catch((error: unknown) => error)
    expect(outcome).toMatchObject(expected)
    letOn(1)
    await first
  })

  test('its body cannot wait for itself', async () => {
    const expm = manager()
    const error = await rejection(expm.run(PARAMS, () => expm.run(PARAMS, never)))
    expect(error).toMatchObject({ code: 'EXMAN_RUN_HELD' })
  })

  test('a fit that has ended is not the end: nobody takes it for done', async () => {
    const expm = manager()
    const { result } = await expm.run(PARAMS, async (run) => {
      await run.fit(chancy(), x, y, SHUFFLED)
      const seen = await openRun(run.dir)
      const other = await expm
        .run(PARAMS, never, { ifRunning: 'skip' })
        .catch((error: Error & { code?: string }) => error.code)
      return [seen.status, run.status, other]
    })
    expect(result).toEqual(['running', 'running', 'EXMAN_RUN_HELD'])
  })
})

describe('several in one process', () => {
  test('one inside another, as a step that remembers', async () => {
    const expm = manager()
    const inner = { ...PARAMS, model: { units: 9 } }
    const outer = async () => {
      const before = Math.random()
      const { result } = await expm.run(inner, () => Math.random(), { seed: 3 })
      return [before, result, Math.random()]
    }
    const { result } = await expm.run(PARAMS, outer, { seed: 7 })
    // The inner one done, the outer one is given the same numbers.
    expect((await expm.run(PARAMS, outer, { seed: 7, ifDone: 'rerun' })).result).toEqual(result)
    expect(new Set(result).size).toBe(3)
  })

  test('two at once are refused before anything is made, since both would draw from Math.random', async () => {
    const expm = manager()
    let letOn!: () => void
    const first = expm.run(PARAMS, () => new Promise<void>((resolve) => (letOn = resolve)))
    const other = { ...PARAMS, model: { units: 3 } }
    const error = await rejection(expm.run(other, never))
    expect(error).toMatchObject({ code: 'EXMAN_RANDOM_BUSY' })
    expect(await expm.find(other)).toEqual([])
    letOn()
    await first
    expect((await expm.run(other, () => 1)).result).toBe(1)
  })
})

describe('arguments', () => {
  test.each<[object, string]>([
    [{ ifDone: 'maybe' }, 'ifDone'],
    [{ ifRunning: 'maybe' }, 'ifRunning'],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds'],
    [{ timeoutSeconds: NaN }, 'timeoutSeconds'],
    [{ seed: '7' }, 'seed'],
    [{ resume: true }, 'resume'],
    [{ onDone: 1 }, 'onDone'],
  ])('%j', async (options, name) => {
    const expm = manager()
    const error = await rejection(
      expm.run(PARAMS, never, options as ExperimentOptions & { ifRunning: 'wait' }),
    )
    expect(error).toMatchObject({ option: name })
    expect(existsSync(`${expm.expBaseDir}/.exman`)).toBe(false)
  })

  test('without a function to run', async () => {
    const error = await rejection(new ExperimentManager().run(PARAMS, undefined as never))
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option: 'body' })
  })
})
