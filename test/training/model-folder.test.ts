import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CheckpointError, FileError, modelFolder } from '../../src'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch, strays } from '../faults/scratch'
import { compiled, predicted, prepare, rejection, tf, TWO_EPOCHS, untrained, weightsOf, x, y } from './tiny'

const load = (path: string) => tf.loadLayersModel(modelFolder(path))
const WITH_OPTIMIZER = { includeOptimizer: true }

function zeros(): tf.Sequential {
  const model = untrained()
  model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)))
  return model
}

test('a model is saved as the two standard files, in folders that are made', async () => {
  const dir = join(scratch(), 'a', 'b', 'digits')
  const model = untrained()
  const result = await model.save(modelFolder(dir))
  expect(result.modelArtifactsInfo).toMatchObject({
    dateSaved: expect.any(Date) as Date,
    modelTopologyType: 'JSON',
  })
  expect(readdirSync(dir).sort()).toEqual(['model.json', 'weights.bin'])
  const json = JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8')) as tf.io.ModelJSON
  expect(json).toMatchObject({
    format: 'layers-model',
    weightsManifest: [{ paths: ['weights.bin'], weights: [{ shape: [3, 2] }, { shape: [2] }] }],
  })
  expect(predicted(await load(dir))).toEqual(predicted(model))
})

test.each<[string, (dir: string) => string]>([
  ['the folder', (dir) => dir],
  ['the folder with a slash', (dir) => `${dir}/`],
  ['its model.json', (dir) => join(dir, 'model.json')],
])('%s names it, for saving and for loading', async (_, pathOf) => {
  const dir = join(scratch(), 'm')
  const model = untrained()
  await model.save(modelFolder(pathOf(dir)))
  expect(readdirSync(dir).sort()).toEqual(['model.json', 'weights.bin'])
  expect(predicted(await load(pathOf(dir)))).toEqual(predicted(model))
})

test('a relative path is below the working folder of the moment it is named', async () => {
  const [there, elsewhere] = [scratch(), scratch()]
  const before = process.cwd()
  process.chdir(there)
  const handler = modelFolder('exports/digits')
  process.chdir(elsewhere)
  await untrained().save(handler)
  process.chdir(before)
  expect(readdirSync(join(there, 'exports/digits'))).toHaveLength(2)
})

test('a second save takes the place of the first, a third that of the second', async () => {
  const dir = scratch()
  const models = [untrained(), zeros(), compiled()]
  for (const model of models) {
    await model.save(modelFolder(dir))
    expect(readdirSync(dir)).toHaveLength(2)
    expect(weightsOf(await load(dir))).toEqual(weightsOf(model))
  }
})

test('the optimizer is saved and loaded with the model when asked for', async () => {
  const dir = scratch()
  const model = compiled({ optimizer: tf.train.momentum(0.1, 0.9) })
  await model.fit(x, y, TWO_EPOCHS)
  await model.save(modelFolder(dir), WITH_OPTIMIZER)
  const loaded = await load(dir)
  expect(loaded.optimizer.getClassName()).toBe('Momentum')
  await Promise.all([model, loaded].map((each) => each.fit(x, y, TWO_EPOCHS)))
  expect(weightsOf(loaded)).toEqual(weightsOf(model))
})

test('metadata of the user comes back', async () => {
  const dir = scratch()
  const model = untrained()
  model.setUserDefinedMetadata({ classes: ['a', 'ü'] })
  await model.save(modelFolder(dir))
  expect((await load(dir)).getUserDefinedMetadata()).toEqual({ classes: ['a', 'ü'] })
})

test('a checkpoint is a model folder, too', async () => {
  const { run } = prepare()
  const model = untrained()
  expect(predicted(await load(await run.saveModel(model)))).toEqual(predicted(model))
})

test('weights in several parts are one', async () => {
  const dir = scratch()
  await untrained().save(modelFolder(dir))
  const whole = readFileSync(join(dir, 'weights.bin'))
  writeFileSync(join(dir, 'group1-shard1of2.bin'), whole.subarray(0, 10))
  writeFileSync(join(dir, 'group1-shard2of2.bin'), whole.subarray(10))
  rmSync(join(dir, 'weights.bin'))
  rename(dir, ['group1-shard1of2.bin', 'group1-shard2of2.bin'])
  expect(weightsOf(await load(dir))).toEqual(weightsOf(untrained()))
})

function rename(dir: string, paths: unknown[]): void {
  const path = join(dir, 'model.json')
  const json = JSON.parse(readFileSync(path, 'utf8')) as { weightsManifest: object[] }
  writeFileSync(path, JSON.stringify({ ...json, weightsManifest: [{ ...json.weightsManifest[0], paths }] }))
}

test.each([undefined, null, '', 7, 'file:///tmp/m', 'localstorage://m', new URL('file:///tmp/m')])(
  '%p is no path',
  (path) => {
    expect(() => modelFolder(path as string)).toThrow(
      expect.objectContaining({
        code: 'EXMAN_OPTION_INVALID',
        message: expect.stringMatching(/^A model folder is named by a path/) as string,
      }) as Error,
    )
  },
)

describe('what cannot be loaded', () => {
  test.each(['../weights.bin', '/etc/passwd', 'sub/weights.bin', '..', '', 'sub\\weights.bin'])(
    'a model.json that names %j is refused',
    async (name) => {
      const dir = join(scratch(), 'm')
      await untrained().save(modelFolder(dir))
      cpSync(join(dir, 'weights.bin'), join(dir, '../weights.bin'))
      rename(dir, [name])
      const error = await rejection(load(dir))
      expect(error).toBeInstanceOf(CheckpointError)
      expect(error).toMatchObject({
        code: 'EXMAN_CHECKPOINT_INVALID',
        reason: `model.json names ${JSON.stringify(name)}, which is no plain file name`,
      })
    },
  )

  test.each<[string, (dir: string) => void]>([
    ['a folder that is not there', () => undefined],
    ['an empty folder', (dir) => mkdirSync(dir)],
    ['a file', (dir) => writeFileSync(dir, '')],
  ])('%s holds no model', async (_, make) => {
    const dir = join(scratch(), 'm')
    make(dir)
    const error = await rejection(load(dir))
    expect(error).toBeInstanceOf(CheckpointError)
    expect(error).toMatchObject({
      code: 'EXMAN_CHECKPOINT_NOT_FOUND',
      message: `${dir} holds no model: model.json is missing.`,
    })
  })

  test('missing weights are named', async () => {
    const dir = scratch()
    await untrained().save(modelFolder(dir))
    rmSync(join(dir, 'weights.bin'))
    const error = await rejection(load(dir))
    expect(error).toBeInstanceOf(FileError)
    expect(error).toMatchObject({ code: 'EXMAN_READ_FAILED', path: join(dir, 'weights.bin') })
  })

  test('a model.json that was cut is named', async () => {
    const dir = scratch()
    writeFileSync(join(dir, 'model.json'), '{"modelTopology":')
    expect(await rejection(load(dir))).toMatchObject({
      code: 'EXMAN_FILE_INVALID',
      path: join(dir, 'model.json'),
    })
  })
})

describe('a save that fails at any operation', () => {
  const before = zeros()
  const after = untrained()
  const same = (weights: number[][], model: tf.LayersModel) =>
    JSON.stringify(weights) === JSON.stringify(weightsOf(model))

  test.each(['EIO', 'ENOSPC'])('over another leaves that or the new one, whole (%s)', async (code) => {
    const isOver: boolean[] = []
    await atEveryOperation(
      { kind: 'fail', code },
      {
        prepare: async () => {
          const dir = scratch()
          await before.save(modelFolder(dir))
          return dir
        },
        act: (dir) => after.save(modelFolder(dir)),
        check: async (dir, { error }) => {
          const weights = weightsOf(await load(dir))
          expect([same(weights, before), same(weights, after)]).toContain(true)
          if (error === undefined) expect(same(weights, after)).toBe(true)
          isOver.push(same(weights, after))
        },
      },
    )
    // It changes once, and stays.
    expect(isOver).toEqual([...isOver].sort())
    expect(new Set(isOver).size).toBe(2)
  })

  test('into a new folder leaves none or the new one', async () => {
    await atEveryOperation(
      { kind: 'fail' },
      {
        prepare: () => join(scratch(), 'a'),
        act: (dir) => after.save(modelFolder(dir)),
        check: async (dir, { error }) => {
          const found = await load(dir).catch((problem: { code: string }) => problem.code)
          if (typeof found === 'string') expect(found).toBe('EXMAN_CHECKPOINT_NOT_FOUND')
          else expect(same(weightsOf(found), after)).toBe(true)
          if (error === undefined) expect(typeof found).toBe('object')
        },
      },
    )
  })

  test('and the next save is as if nothing had been', async () => {
    await atEveryOperation(
      { kind: 'fail' },
      {
        prepare: async () => {
          const dir = scratch()
          await before.save(modelFolder(dir))
          return dir
        },
        act: (dir) => after.save(modelFolder(dir)),
        check: async (dir, { struck }) => {
          await after.save(modelFolder(dir))
          expect(same(weightsOf(await load(dir)), after)).toBe(true)
          if (struck?.name !== 'unlinkSync') expect(strays(dir)).toEqual([])
        },
      },
    )
  })
})
