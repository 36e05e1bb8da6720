import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExperimentManager, type ExParserOptions } from '../../src'
import { emptyParser, tree } from './parsers'

function parser(options: ExParserOptions = {}) {
  const made = emptyParser({ monitor: 'loss', monitored: ['model', 'training'], ...options })
  made.add_argument_group('model', 'the network').add_argument('--units', { type: 'int', default: 32 })
  const training = made.add_argument_group('training')
  training.add_argument('--lr', { type: 'float', default: 0.01 })
  training.add_mutually_exclusive_group().add_argument('--fast', { action: 'store_true' })
  made.add_argument('--comment', { default: '' })
  return made
}

test('groups of arguments are groups of parameters, and the run stands where ExperimentManager puts it', () => {
  const made = parser()
  const args = made.parse_args(['--units', '8', '--comment', 'x'])
  expect({ ...args }).toEqual({ units: 8, lr: 0.01, fast: false, comment: 'x' })
  const params = { model: { units: 8 }, training: { lr: 0.01, fast: false }, comment: 'x' }
  expect(args.run.params).toEqual(params)
  const expm = new ExperimentManager({ expBaseDir: made.root })
  expect(args.run.id.split('/')[0]).toBe(expm.identify(params).name)
  expect(JSON.parse(readFileSync(args.run.path('hyperparameters.json'), 'utf8'))).toEqual(params)
  expect(tree(made.root).filter((path) => path.endsWith('.yaml'))).toEqual([])
})

test('the record of a run runs it again', () => {
  const made = parser()
  const { run } = made.parse_args(['--units', '8', '--fast'])
  for (const path of [run.dir, run.path('hyperparameters.json')]) {
    const again = made.parse_args(['--config', path, '--lr', '1'])
    expect(again.run.params).toEqual({ ...run.params, training: { lr: 1, fast: true } })
  }
})

test('with --tmp a run stands in the debug tree', () => {
  const made = parser()
  const { run } = made.parse_args(['--tmp'])
  expect(run.id).toMatch(/^debug\/exp-/)
  expect(made.parse_args(['--config', run.dir]).run.id).toMatch(/^exp-/)
})

test('--name is not offered: the folder has its name from the parameters', () => {
  expect(() => parser().parse_args(['--name', 'x'])).toThrow('unrecognized arguments: --name x')
  expect(parser().format_help()).not.toContain('--name')
})

test('--resume goes on with a run', () => {
  const made = parser()
  const { run } = made.parse_args([])
  run.log({ loss: 1 })
  run.finish()
  const record = JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as {
    status: string
    sessions: object[]
  }
  record.status = 'interrupted'
  writeFileSync(run.path('run.json'), JSON.stringify(record))
  rmSync(run.path('.lock'), { force: true })
  expect(made.parse_args(['--resume', 'auto']).run.id).toBe(run.id)
  made.run!.finish()
  expect(made.parse_args(['--resume', run.id]).run.id).toBe(run.id)
})

test('options of the key are those of ExperimentManager', () => {
  const options = { ids: 'python', neutralParams: { 'training.fast': false } } as const
  const made = parser(options)
  const name = made.parse_args([]).run.id.split('/')[0]
  const expm = new ExperimentManager({ expBaseDir: made.root, ...options })
  expect(name).toBe(expm.identify({ model: { units: 32 }, training: { lr: 0.01 } }).name)
})

test('a group that is not declared is missing', () => {
  const made = parser({ monitored: ['model', 'data'] })
  expect(() => made.parse_args([])).toThrow(/"data"/)
  expect(existsSync(join(made.root, '.exman'))).toBe(false)
})

test('an argument may have the name of its group, and none outside of it', () => {
  const made = emptyParser({ monitored: ['model'] })
  made.add_argument_group('model').add_argument('--model', { default: 'cnn' })
  const { run } = made.parse_args(['--model', 'vgg'])
  expect(run.params).toEqual({ model: { model: 'vgg' } })
  expect({ ...made.parse_args(['--config', run.dir]) }).toEqual({ model: 'vgg' })
  const other = emptyParser({ monitored: ['model'] })
  other.add_argument_group('model').add_argument('--units')
  other.add_argument('--model')
  expect(() => other.parse_args([])).toThrow('The argument "model" has the name of a group of arguments')
  expect(existsSync(other.root)).toBe(false)
})
