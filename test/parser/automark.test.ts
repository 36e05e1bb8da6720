import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { emptyParser, tree } from './parsers'

function marked(automark: string[], ...line: string[]) {
  const parser = emptyParser({ automark })
  parser.add_argument('--dataset')
  parser.add_argument('--model', { default: 'cnn' })
  parser.add_argument('--layers', { nargs: '*', type: 'int', default: [64, 32] })
  const { run } = parser.parse_args(line)
  return { run, parser, paths: tree(join(parser.root, 'marked')).map((path) => path.replace(run.id, 'RUN')) }
}

test.each<[string[], string[], string]>([
  [['dataset', 'model'], ['--dataset', 'mnist'], 'dataset/mnist/model/cnn'],
  [['model', 'constant'], [], 'model/cnn/constant'],
  [['dataset'], [], 'dataset/none'],
  [['layers'], [], 'layers/64,32'],
  [['dataset'], ['--dataset', '../../etc'], 'dataset/%2E.%2F..%2Fetc'],
  [['dataset'], ['--dataset', ''], 'dataset/%empty'],
  [['dataset'], ['--dataset', '.'], 'dataset/%2E'],
])('automark %j with %j links the run below %s', (automark, line, place) => {
  const { run, parser, paths } = marked(automark, ...line)
  expect(paths.at(-1)).toBe(`${place}/RUN`)
  const link = join(parser.root, 'marked', place, run.id)
  expect(realpathSync(link)).toBe(realpathSync(run.dir))
  expect(readlinkSync(link)).toBe(`${'../'.repeat(place.split('/').length + 1)}runs/${run.id}`)
})

test('a mark that looks like a mistyped argument is refused, and nothing is written', () => {
  const parser = emptyParser({ automark: ['datasett'] })
  parser.add_argument('--dataset')
  expect(() => parser.parse_args([])).toThrow(
    'The "automark" option of ExParser names "datasett", which is no argument. Did you mean "dataset"?',
  )
  expect(existsSync(parser.root)).toBe(false)
})

test('marks follow a run that fails, and the index lets it go', async () => {
  const { run, parser } = marked(['model'])
  await expect(run.safely(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(tree(join(parser.root, 'index'))).toEqual([])
  expect(readFileSync(join(parser.root, 'marked/model/cnn', run.id, 'traceback.txt'), 'utf8')).toContain(
    'Error: no',
  )
})

test('a volatile argument marks by its value, too', () => {
  const parser = emptyParser({ automark: ['gpu'] })
  parser.add_argument('--gpu', { type: 'int', default: 0, volatile: true })
  const { run } = parser.parse_args(['--gpu', '1'])
  expect(existsSync(join(parser.root, 'marked/gpu/1', run.id))).toBe(true)
})
