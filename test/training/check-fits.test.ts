/** Which models a checkpoint's weights are put into. */
import { TensorflowError } from '../../src'
import { checkFits } from '../../src/training/model-weights'
import { thrown } from '../faults/thrown'
import { bitsOf, chain, Flagged, stored } from './stored-model'
import { tf } from './tiny'

const { dense } = tf.layers
const small = () => chain(dense({ units: 3, inputShape: [3] }), dense({ units: 2 }))

describe('a model fits', () => {
  const recurrent = () =>
    chain(
      tf.layers.bidirectional({
        layer: tf.layers.lstm({ units: 2 }),
        mergeMode: 'concat',
        inputShape: [4, 3],
      }),
      dense({ units: 1 }),
    )
  const branching = () => {
    const input = tf.input({ shape: [3] })
    const branches = [0, 1].map(() => dense({ units: 3 }).apply(input) as tf.SymbolicTensor)
    return tf.model({ inputs: input, outputs: tf.layers.add().apply(branches) as tf.SymbolicTensor })
  }

  test.each<[string, () => tf.LayersModel]>([
    ['a sequential one', small],
    ['one with named layers', () => chain(dense({ units: 1, inputShape: [3], name: 'out' }))],
    ['a recurrent one, that goes two ways', recurrent],
    ['a graph', branching],
    [
      'one with a frozen layer',
      () => chain(dense({ units: 3, inputShape: [3], trainable: false }), dense({ units: 3 })),
    ],
  ])('that is built anew, with other names: %s', async (_, build) => {
    const held = await stored(build())
    expect(() => checkFits(build(), held)).not.toThrow()
  })

  test('that was loaded from it', async () => {
    const model = small()
    const held = await stored(model)
    const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology: model.toJSON(null, false) }))
    expect(() => checkFits(loaded, held)).not.toThrow()
  })

  test('whose layers are otherwise set, as a dropout of another rate', async () => {
    const build = (rate: number) => chain(dense({ units: 2, inputShape: [3] }), tf.layers.dropout({ rate }))
    const held = await stored(build(0.1))
    expect(() => checkFits(build(0.5), held)).not.toThrow()
  })
})

describe('a model that does not fit is refused, and unchanged', () => {
  const first = () => dense({ units: 3, inputShape: [3] })
  const frozen = (...trainable: boolean[]) =>
    chain(...trainable.map((each) => dense({ units: 3, inputShape: [3], trainable: each })))

  test.each<[string, () => tf.LayersModel, () => tf.LayersModel, RegExp]>([
    [
      'another layer',
      () => chain(first(), tf.layers.dropout({ rate: 0.5 })),
      () => chain(first(), tf.layers.activation({ activation: 'relu' })),
      /layer 2 is Dropout in the checkpoint and Activation in the model \(Dense, Dropout; Dense, Activation\)/,
    ],
    [
      'a layer more',
      small,
      () => chain(first(), dense({ units: 2 }), tf.layers.dropout({ rate: 0.5 })),
      /layer 3 is not there in the checkpoint and Dropout in the model/,
    ],
    [
      'a layer fewer',
      small,
      () => chain(dense({ units: 2, inputShape: [3] })),
      /layer 2 is Dense in the checkpoint and not there in the model/,
    ],
    [
      'layers in another order',
      () => chain(first(), tf.layers.dropout({ rate: 0.5 }), tf.layers.activation({ activation: 'relu' })),
      () => chain(first(), tf.layers.activation({ activation: 'relu' }), tf.layers.dropout({ rate: 0.5 })),
      /layer 2 is Dropout in the checkpoint and Activation in the model/,
    ],
    [
      'more units',
      small,
      () => chain(first(), dense({ units: 5 })),
      /weight 3 is dense_Dense\d+\/kernel of shape \[3, 2\], float32, in the checkpoint and dense_Dense\d+\/kernel of shape \[3, 5\], float32 in the model/,
    ],
    [
      'as many numbers in another shape',
      () => chain(dense({ units: 2, inputShape: [3], useBias: false })),
      () => chain(dense({ units: 3, inputShape: [2], useBias: false })),
      /of shape \[3, 2\].* of shape \[2, 3\]/,
    ],
    [
      'a weight fewer',
      () => chain(first()),
      () => chain(dense({ units: 3, inputShape: [3], useBias: false })),
      /weight 2 is .*bias of shape \[3\], float32, in the checkpoint and nothing in the model/,
    ],
    [
      'a weight more',
      () => chain(dense({ units: 3, inputShape: [3], useBias: false })),
      () => chain(first()),
      /the model has the weight .*bias of shape \[3\], which the checkpoint has not/,
    ],
    [
      'a frozen layer, which changes the order of equal weights',
      () => frozen(true, true),
      () => frozen(false, true),
      /weight 1 is dense_Dense\d+\/kernel in the checkpoint, and in the model dense_Dense\d+\/kernel, which is that of another layer/,
    ],
    [
      'another frozen layer',
      () => frozen(true, false, true),
      () => frozen(false, true, true),
      /The layers that train must be the same/,
    ],
    [
      'a frozen layer inside another',
      () => chain(frozen(true, true), first()),
      () => {
        const inner = frozen(true, true)
        inner.trainable = false
        return chain(inner, first())
      },
      /which is that of another layer/,
    ],
  ])('%s', async (_, before, now, how) => {
    const held = await stored(before())
    const model = now()
    const bits = bitsOf(model)
    const error = thrown(() => checkFits(model, held)) as Error
    expect(error).toBeInstanceOf(TensorflowError)
    expect(error).toMatchObject({ code: 'EXMAN_MODEL_MISMATCH' })
    expect(error.message).toContain('The model does not fit the checkpoint model.07: ')
    expect(error.message).toContain('Nothing was changed. Build the model as it was, or prepare a new run.')
    expect(error.message).toMatch(how)
    expect(bitsOf(model)).toEqual(bits)
  })

  test.each<[string, object, RegExp]>([
    [
      'type',
      { dtype: 'float32' },
      /of shape \[2\], float32, in the checkpoint and .* of shape \[2\], int32 in/,
    ],
    [
      'rank',
      { shape: [2, 1] },
      /of shape \[2, 1\], int32, in the checkpoint and .* of shape \[2\], int32 in/,
    ],
  ])('a weight of another %s', async (_, change, how) => {
    const build = () => chain(new Flagged({ inputShape: [3] }), dense({ units: 1 }))
    const held = await stored(build())
    const weights = held.weights.map((weight) =>
      weight.dtype === 'int32' ? { ...weight, ...change } : weight,
    )
    expect(thrown(() => checkFits(build(), { ...held, weights }))).toMatchObject({
      code: 'EXMAN_MODEL_MISMATCH',
      message: expect.stringMatching(how) as string,
    })
  })
})
