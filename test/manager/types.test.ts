/** Held by the type check (`npm run types`): a line below @ts-expect-error has to be an error, all others none. */
import type * as tf from '@tensorflow/tfjs'
import {
  ExperimentManager,
  type openRun,
  type DeepReadonly,
  type JsonObject,
  type Run,
  type RunCallbacks,
} from '../../src'

interface Params {
  model: { units: number; layers: { size: number }[] }
  training: { lr: number; note?: string }
}

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(is: Same<A, B>) => is

// Never called: what it holds is only compiled.
async function types(
  expm: ExperimentManager,
  params: Params,
  model: tf.LayersModel,
  x: tf.Tensor,
): Promise<void> {
  // An interface is accepted, and what comes back knows it.
  const callbacks = expm.prepare(params)
  same<typeof callbacks, RunCallbacks<Params>>(true)
  same<typeof callbacks.run, Run<Params>>(true)
  same<typeof callbacks.run.params, DeepReadonly<Params>>(true)
  same<typeof callbacks.run.params.model.units, number>(true)
  same<typeof callbacks.run.params.training.note, string | undefined>(true)

  // Literals are inferred.
  const { run } = expm.prepare({ model: { units: 32 }, training: { lr: 0.01, name: 'adam' } })
  same<typeof run.params.training.name, string>(true)
  // @ts-expect-error there is no such parameter
  void run.params.training.momentum

  // Read-only at every depth.
  // @ts-expect-error read-only
  callbacks.run.params.training.lr = 1
  // @ts-expect-error read-only, in an array
  callbacks.run.params.model.layers[0]!.size = 1
  // @ts-expect-error a read-only array
  callbacks.run.params.model.layers[0] = { size: 1 }
  // @ts-expect-error read-only
  callbacks.run.params = params
  // @ts-expect-error the run of a list is fixed
  callbacks.run = run

  // What takes any run takes this one.
  const report = (any: Run<object>): string => any.id
  report(callbacks.run)
  same<(typeof callbacks)['run'] extends Run<object> ? true : false, true>(true)

  // What is no object is no parameters.
  // @ts-expect-error a text
  expm.prepare('params')
  // @ts-expect-error nothing
  expm.prepare()

  // The list goes wherever tfjs takes callbacks.
  await model.fit(x, x, { epochs: 1, callbacks })
  await model.fit(x, x, { epochs: 1, callbacks: [...callbacks] })
  await model.fit(x, x, { epochs: 1, callbacks: run.callbacks([{ onEpochEnd: () => undefined }]) })
  await model.fitDataset({} as tf.data.Dataset<{ xs: tf.Tensor; ys: tf.Tensor }>, { epochs: 1, callbacks })

  // Callbacks of every kind join.
  run.callbacks({})
  run.callbacks([{}, {}, { onEpochEnd: (epoch: number) => void epoch }])
  run.callbacks([{ onEpochEnd: (epoch, logs) => void [epoch.toFixed(), logs?.loss] }])
  // @ts-expect-error there is no such hook
  run.callbacks([{ onEpochend: () => undefined }])
  // @ts-expect-error a text is no callback
  run.callbacks(['onEpochEnd'])

  // Options are checked.
  // @ts-expect-error there is no such mode
  expm.prepare(params, { mode: 'up' })
  // @ts-expect-error there is no such option
  expm.prepare(params, { monitr: 'loss' })
  // @ts-expect-error keys are texts
  new ExperimentManager({ monitoredParamKeys: [1] })
  new ExperimentManager({
    monitoredParamKeys: ['model'] as const,
    ids: 'python',
    neutralParams: { 'model.a': [1, null] },
  })
  new ExperimentManager({ tf: {} as typeof tf })

  // Metrics are numbers.
  run.log({ loss: 1 })
  // @ts-expect-error a text
  run.log({ loss: '1' })
  const best = run.scores!.best!
  same<typeof best.epoch, number>(true)
  same<typeof best.checkpoint, string | null>(true)
  same<typeof best.val_loss, number | undefined>(true)
  best.val_loss?.toFixed(4)
  const { checkpoint, epoch, ...metrics } = best
  same<typeof checkpoint, string | null>(true)
  same<typeof epoch, number>(true)
  same<(typeof metrics)[string], number>(true)
  void [checkpoint, epoch, metrics]
  // @ts-expect-error there is no such checkpoint
  await run.loadModel('worst')
  same<Awaited<ReturnType<typeof run.loadModel>>, tf.LayersModel>(true)
  same<Awaited<ReturnType<typeof run.saveModel>>, string>(true)

  // Others' runs are plain data, unless one says what they hold.
  type Opened = Awaited<ReturnType<typeof openRun<JsonObject>>>
  same<Opened, Run>(true)
  same<Opened['params'], DeepReadonly<JsonObject>>(true)
  same<Awaited<ReturnType<typeof openRun<Params>>>, Run<Params>>(true)
  same<Awaited<ReturnType<typeof expm.find<Params>>>, Run<Params>[]>(true)
}

test('the types hold, as the type check tells', () => {
  expect(types).toBeDefined()
})
