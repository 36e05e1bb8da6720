import { CheckpointError } from '../../src'
import { thrown } from '../faults/thrown'
import { optimizerState } from '../../src/training/optimizer-state'
import { parseTrainingState, trainingStateFiles, type TrainingState } from '../../src/training/training-state'
import { compiled, tf, TWO_EPOCHS, x, y } from './tiny'

const STATE: TrainingState = {
  epoch: 7,
  seed: 11,
  samples: 12,
  shuffleDraws: 12,
  shuffleFrom: 3,
  resumable: true,
  stopped: false,
  callbacks: { EarlyStopping: [{ best: 'Infinity', wait: 1 }, null], Schedule: [[1, 2]] },
  optimizer: null,
}

/** What the files of a state are read as. */
function read(state: TrainingState): TrainingState {
  const { json, parts } = trainingStateFiles(state)
  return parseTrainingState(JSON.parse(JSON.stringify(json)), Buffer.concat(parts), 'model.07')
}

describe('what was written is read', () => {
  test.each<[string, Partial<TrainingState>]>([
    ['without an optimizer', {}],
    ['of a run without a seed', { seed: null, samples: null, shuffleDraws: null, shuffleFrom: 0 }],
    ['without shuffling', { shuffleDraws: 0 }],
    ['from the middle of an epoch', { resumable: false }],
    ['when a callback has ended it', { stopped: true }],
    ['with a seed of 0', { seed: 0 }],
    ['without callbacks', { callbacks: {} }],
    ['with an optimizer that has taken no step', { optimizer: optimizerOf([]) }],
    [
      'with tensors of any kind',
      {
        optimizer: optimizerOf([
          { name: 'accBeta1', dtype: 'float32', shape: [], bytes: bytes(4) },
          { name: 'accumulatedFirstMoment.0', dtype: 'float32', shape: [2, 3], bytes: bytes(24) },
          { name: 'count', dtype: 'int32', shape: [2], bytes: bytes(8) },
          { name: 'flags', dtype: 'bool', shape: [3], bytes: bytes(3) },
          { name: 'empty', dtype: 'float32', shape: [0, 4], bytes: bytes(0) },
        ]),
      },
    ],
    [
      'with an optimizer that has no learning rate',
      { optimizer: { ...optimizerOf([]), learningRate: null } },
    ],
  ])('%s', (_, change) => {
    const state = { ...STATE, ...change }
    const found = read(state)
    expect(plain(found)).toEqual(plain(state))
  })

  test('with the state of a real optimizer', async () => {
    const optimizer = tf.train.adam(0.03)
    await compiled({ optimizer }).fit(x, y, TWO_EPOCHS)
    const state = { ...STATE, optimizer: await optimizerState(tf, optimizer) }
    expect(plain(read(state))).toEqual(plain(state))
  })
})

describe('what is missing in a file of an older version', () => {
  const whole = { epoch: 2, optimizer: null }

  test('has its default', () => {
    expect(parseTrainingState(whole, Buffer.alloc(0), '')).toEqual({
      epoch: 2,
      seed: null,
      samples: null,
      shuffleDraws: null,
      shuffleFrom: 0,
      resumable: true,
      stopped: false,
      callbacks: {},
      optimizer: null,
    })
  })

  test('of an optimizer, too', () => {
    const optimizer = { class: 'SGD', tensors: [] }
    expect(parseTrainingState({ ...whole, optimizer }, Buffer.alloc(0), '').optimizer).toEqual({
      class: 'SGD',
      learningRate: null,
      iterations: 0,
      tensors: [],
    })
  })
})

describe('a file that is damaged is refused', () => {
  const tensor = { name: 'c', dtype: 'float32', shape: [2], offset: 4, bytes: 8 }
  const BIN = Buffer.alloc(12)
  const state = (change: object) => ({ format: 1, epoch: 2, optimizer: null, ...change })
  const optimizer = (change: object) =>
    state({ optimizer: { class: 'SGD', iterations: 1, tensors: [], ...change } })
  const tensors = (...changes: object[]) =>
    optimizer({ tensors: changes.map((change) => ({ ...tensor, ...change })) })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'training'],
    ['a list', []],
    ['an object of something else', { format: 1 }],
    ['no epoch', state({ epoch: undefined })],
    ['an epoch that is no integer', state({ epoch: 2.5 })],
    ['an epoch that is a text', state({ epoch: '2' })],
    ['no optimizer, not even null', state({ optimizer: undefined })],
    ['an optimizer that is a list', state({ optimizer: [] })],
    ['an optimizer without a class', optimizer({ class: undefined })],
    ['an optimizer without tensors', optimizer({ tensors: undefined })],
    ['tensors that are no list', optimizer({ tensors: {} })],
    ['a tensor that is null', optimizer({ tensors: [null] })],
    ['a tensor without a name', tensors({ name: undefined })],
    ['a tensor of a type that no optimizer has', tensors({ dtype: 'complex64' })],
    ['a tensor without a shape', tensors({ shape: undefined })],
    ['a tensor before the beginning', tensors({ offset: -4 })],
    ['a tensor past the end', tensors({ offset: 8 })],
    ['the second of two past the end', tensors({}, { offset: 12 })],
    ['a tensor without a place', tensors({ offset: undefined })],
    ['a tensor at half a byte', tensors({ offset: 0.5 })],
    ['a tensor of a size below zero', tensors({ bytes: -8 })],
    ['a tensor without a size', tensors({ bytes: undefined })],
    ['a tensor of fewer bytes than its shape has', tensors({ bytes: 4 })],
    ['a tensor of more bytes than its shape has', tensors({ offset: 0, bytes: 12 })],
    ['a shape that is not of numbers', tensors({ shape: ['two'] })],
    ['callbacks that are no lists', state({ callbacks: { EarlyStopping: { best: 1 } } })],
  ])('%s', (_, json) => {
    const error = thrown(() => parseTrainingState(json, BIN, '/runs/models/model.02'))
    expect(error).toBeInstanceOf(CheckpointError)
    expect(error).toMatchObject({
      code: 'EXMAN_CHECKPOINT_INVALID',
      checkpoint: '/runs/models/model.02',
      reason: 'training-state.json does not describe a training',
      message:
        'The checkpoint /runs/models/model.02 cannot be gone on with: training-state.json does not describe a training.',
    })
  })

  test('and the same without the damage is not', () => {
    expect(parseTrainingState(tensors({}), BIN, '').optimizer?.tensors).toHaveLength(1)
    expect(parseTrainingState(state({ callbacks: { A: [] } }), BIN, '').callbacks).toEqual({ A: [] })
  })
})

function bytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => at + 1)
}

function optimizerOf(tensors: NonNullable<TrainingState['optimizer']>['tensors']) {
  return { class: 'Adam', learningRate: 0.001, iterations: 12, tensors }
}

/** With bytes as lists, which compare by what they hold. */
function plain({ optimizer, ...rest }: TrainingState) {
  const tensors = optimizer?.tensors.map((each) => ({ ...each, bytes: [...each.bytes] }))
  return { ...rest, optimizer: optimizer && { ...optimizer, tensors } }
}
