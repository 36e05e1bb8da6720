import { OptionError, type RunOptions } from '../../src'
import { checkOptions } from '../../src/params/check-options'
import { resolveRunOptions, RUN_OPTION_RULES } from '../../src/training/run-options'
import { tf } from './tiny'

const check = (options: object) => checkOptions('prepare', options, RUN_OPTION_RULES)

test('defaults', () => {
  expect(resolveRunOptions()).toEqual({
    recording: {
      monitor: 'val_loss',
      mode: 'auto',
      onDivergence: 'stop',
      onWriteError: 'throw',
      takeover: false,
    },
    checkpoint: { saveEvery: 1, keepBest: 1, keepLast: 1, keepEvery: undefined },
    gracefulStop: false,
    data: [],
    tf: undefined,
  })
})

test.each<[string, RunOptions[], object]>([
  [
    'the later wins',
    [{ monitor: 'a', mode: 'min' }, { monitor: 'b' }],
    { recording: { monitor: 'b', mode: 'min' } },
  ],
  ['undefined is not given', [{ monitor: 'a' }, { monitor: undefined }], { recording: { monitor: 'a' } }],
  [
    'checkpoint option by option',
    [{ checkpoint: { saveEvery: 5 } }, { checkpoint: { keepLast: 3 } }],
    { checkpoint: { saveEvery: 5, keepBest: 1, keepLast: 3 } },
  ],
  [
    'the limits in bytes, as the others',
    [{ checkpoint: { maxBytes: 5, minFreeBytes: 0 } }, { checkpoint: { maxBytes: 7 } }],
    { checkpoint: { saveEvery: 1, maxBytes: 7, minFreeBytes: 0 } },
  ],
  ['false is over options', [{ checkpoint: { saveEvery: 5 } }, { checkpoint: false }], { checkpoint: false }],
  [
    'options are over false',
    [{ checkpoint: false }, { checkpoint: { keepLast: 2 } }],
    { checkpoint: { saveEvery: 1, keepBest: 1, keepLast: 2 } },
  ],
  ['false stays where nothing is said', [{ checkpoint: false }, {}], { checkpoint: false }],
])('%s', (_, given, expected) => {
  expect(resolveRunOptions(...given)).toMatchObject(expected)
})

test('tf', () => expect(resolveRunOptions({ tf }, {}).tf).toBe(tf))

test.each<RunOptions>([
  {},
  { monitor: 'val_acc', mode: 'max', onDivergence: 'continue', onWriteError: 'warn', tf },
  { checkpoint: false },
  { checkpoint: {} },
  { checkpoint: { saveEvery: 1, keepBest: 0, keepLast: 0, keepEvery: 1 } },
  { checkpoint: { keepEvery: undefined, maxBytes: undefined } },
  { checkpoint: { maxBytes: 1, minFreeBytes: 0 } },
  { monitor: undefined, checkpoint: undefined, tf: undefined },
])('good options pass (%#)', (options) => {
  expect(() => check(options)).not.toThrow()
})

test.each<[object, string, string]>([
  [{ monitr: 'loss' }, 'monitr', 'prepare has no option "monitr". Did you mean "monitor"?'],
  [{ checkpoints: {} }, 'checkpoints', 'prepare has no option "checkpoints". Did you mean "checkpoint"?'],
  [{ monitor: '' }, 'monitor', 'The "monitor" option of prepare must be a text that is not empty, got "".'],
  [{ monitor: 3 }, 'monitor', 'The "monitor" option of prepare must be a text that is not empty, got 3.'],
  [
    { mode: 'maximum' },
    'mode',
    'The "mode" option of prepare must be "auto" or "min" or "max", got "maximum".',
  ],
  [
    { onDivergence: true },
    'onDivergence',
    'The "onDivergence" option of prepare must be "stop" or "continue", got true.',
  ],
  [
    { onWriteError: 'ignore' },
    'onWriteError',
    'The "onWriteError" option of prepare must be "throw" or "warn", got "ignore".',
  ],
  [
    { tf: {} },
    'tf',
    'The "tf" option of prepare must be the namespace of TensorFlow.js (import * as tf), got {}.',
  ],
  [
    { tf: null },
    'tf',
    'The "tf" option of prepare must be the namespace of TensorFlow.js (import * as tf), got null.',
  ],
  [
    { checkpoint: true },
    'checkpoint',
    'The "checkpoint" option of prepare must be an object or false, got true.',
  ],
  [
    { checkpoint: null },
    'checkpoint',
    'The "checkpoint" option of prepare must be an object or false, got null.',
  ],
  [
    { checkpoint: [] },
    'checkpoint',
    'The "checkpoint" option of prepare must be an object or false, got [].',
  ],
  [
    { checkpoint: { keepBset: 1 } },
    'keepBset',
    'the checkpoint option has no option "keepBset". Did you mean "keepBest"?',
  ],
  [
    { checkpoint: { saveEvery: 0 } },
    'saveEvery',
    'The "saveEvery" option of the checkpoint option must be a positive integer, got 0.',
  ],
  [
    { checkpoint: { saveEvery: '1' } },
    'saveEvery',
    'The "saveEvery" option of the checkpoint option must be a positive integer, got "1".',
  ],
  [
    { checkpoint: { keepBest: -1 } },
    'keepBest',
    'The "keepBest" option of the checkpoint option must be an integer, 0 or more, got -1.',
  ],
  [
    { checkpoint: { keepLast: 1.5 } },
    'keepLast',
    'The "keepLast" option of the checkpoint option must be an integer, 0 or more, got 1.5.',
  ],
  [
    { checkpoint: { keepLast: Infinity } },
    'keepLast',
    'The "keepLast" option of the checkpoint option must be an integer, 0 or more, got Infinity.',
  ],
  [
    { checkpoint: { keepEvery: 0 } },
    'keepEvery',
    'The "keepEvery" option of the checkpoint option must be a positive integer, got 0.',
  ],
  [
    { checkpoint: { maxBytes: 0 } },
    'maxBytes',
    'The "maxBytes" option of the checkpoint option must be a positive integer, got 0.',
  ],
  [
    { checkpoint: { maxBytes: '2 GB' } },
    'maxBytes',
    'The "maxBytes" option of the checkpoint option must be a positive integer, got "2 GB".',
  ],
  [
    { checkpoint: { minFreeBytes: -1 } },
    'minFreeBytes',
    'The "minFreeBytes" option of the checkpoint option must be an integer, 0 or more, got -1.',
  ],
])('%j is refused', (options, option, message) => {
  expect(() => check(options)).toThrow(OptionError)
  expect(() => check(options)).toThrow(expect.objectContaining({ option, message }) as Error)
})
