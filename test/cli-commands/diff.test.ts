import { cpSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { compareRuns } from '../../src/catalog/compare/compare-runs'
import { jsonLine } from '../../src/catalog/export/json-line'
import { openRuns } from '../../src/catalog/open-runs'
import { addDiff } from '../../src/cli/commands/diff'
import { writeTree } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { runWords, type Given, type Outcome } from './fake-terminal'
import { anywhere, DONE, FAILED, fixedTree } from './fixed-tree'

const diff = (root: string, words: string[], given: Partial<Given> = {}): Promise<Outcome> =>
  runWords(addDiff, ['diff', ...words], { cwd: root, ...given })

const PAGE = `\
A  exp-11-22/run--26-11-21--14-02  failed, 3 epochs
B  exp-33-44/run--26-11-22--10-30  done, 2 epochs

Parameters
  parameter        A            B
  training.lr      0.001234567  0.01
  training.epochs  "12"         12
  seed             -            8

Scores
  score          A       B
  status         failed  done
  epochs         3       2
  loss           0.25    0.3
  val_loss       0.5     0.4
  last.loss      0.125   0.3
  last.val_loss  0.625   0.4
  result         -       {"accuracy":0.9375,"classes":["a","b"]}

Conditions
  condition              A                          B
  seconds                30                         20
  seed                   7                          8
  commit                 3f2a9c51e0b74d8896a1       c0ffee51e0b74d8896a1
  uncommitted            true                       false
  changes.diff           sha256:b0e4702450          -
  backend                tensorflow                 wasm
  settings.NODE_OPTIONS  --max-old-space-size=4096  -

A has 2 sessions, B 1 session; the conditions are those of the last.

Curves
  loss      parts at epoch 2: 0.25 and 0.3
  val_loss  parts at epoch 2: 0.5 and 0.4
`

test('all in which two runs differ, on a page', async () => {
  const root = await fixedTree()
  const { code, out, err } = await diff(root, [FAILED, 'latest', '--all'])
  expect(anywhere(out, root)).toBe(PAGE)
  expect([code, err]).toEqual([0, ''])
})

test('without --all, only what the page begins with', async () => {
  const root = await fixedTree()
  const { out } = await diff(root, [FAILED, 'best'])
  expect(out).toBe(PAGE.slice(0, PAGE.indexOf('\nConditions')))
})

test('in colour, the page is the same', async () => {
  const root = await fixedTree()
  const { out } = await diff(root, [FAILED, DONE, '--all'], { env: { FORCE_COLOR: '1' } })
  expect(out).toContain('\u001b[32mdone\u001b[39m')
  expect(stripVTControlCharacters(out)).toBe(PAGE)
})

test('of what is equal, only that it is', async () => {
  const root = await fixedTree()
  expect((await diff(root, ['best', 'latest'])).out).toBe(
    `A  ${DONE}  done, 2 epochs\nB  ${DONE}  done, 2 epochs\n\nThe parameters are equal.\n\nThe scores are equal.\n`,
  )
  const { code, out } = await diff(root, [DONE, DONE, '--all'])
  expect(code).toBe(0)
  expect(out).toMatch(
    /equal\.\n\nThe conditions are equal\.\n\nCurves\n {2}loss {6}equal for all 2 epochs\n {2}val_loss {2}equal for all 2 epochs\n$/,
  )
})

test('as JSON, it is the comparison as one object', async () => {
  const root = await fixedTree()
  const runs = await openRuns(root)
  const { code, out } = await diff(root, [FAILED, DONE, '--all', '--json'])
  expect(out).toBe(`${jsonLine(await compareRuns(runs.find(FAILED), runs.find(DONE), { all: true }))}\n`)
  expect(JSON.parse(out)).toMatchObject({
    runs: { a: FAILED, b: DONE },
    params: [{ name: 'training.lr' }, {}, { b: 8 }],
  })
  expect(code).toBe(0)
})

test('where the terminal is too narrow for a table, no value is cut: they stand below each other', async () => {
  const root = await fixedTree()
  const { out } = await diff(root, [FAILED, DONE], { columns: 44, env: { NO_COLOR: '1' } })
  expect(out).toContain('Parameters\n  parameter        A            B\n')
  expect(out).toContain('Scores\n  status\n    A  failed\n    B  done\n')
  expect(out).toContain('  result\n    A  -\n    B  {"accuracy":0.9375,"classes":["a","b"]}\n')
})

test('numbers have the digits that tell them apart', async () => {
  const root = scratch()
  const values = [0.123456789, 0.12345679]
  for (const [at, loss] of values.entries()) {
    const epoch = { epoch: 1, loss, checkpoint: null }
    writeTree(join(root, `exp-1-1/run--26-11-2${at}--14-02`), {
      'hyperparameters.json': { lr: loss },
      'performances.json': {
        format: 1,
        monitor: 'loss',
        mode: 'min',
        epochs: 1,
        best: epoch,
        last: epoch,
        metrics: {},
      },
    })
  }
  const { out } = await diff(root, ['run--26-11-20', 'latest'])
  expect(out).toContain('  lr         0.123456789  0.12345679\n')
  expect(out).toContain('  loss       0.123456789  0.123456790\n')
})

test('what could not be read is told, with exit code 1', async () => {
  const root = await fixedTree()
  truncateSync(join(root, DONE, 'training-logs.csv'), 3)
  expect((await diff(root, [FAILED, DONE])).code).toBe(1)
  const { code, out } = await diff(root, [FAILED, DONE, '--all'])
  expect(code).toBe(1)
  expect(out).toContain(
    `Problems\n  B: ${root}/${DONE}/training-logs.csv has rows of 0 epochs, after 2. [EXMAN_FILE_INVALID]\n`,
  )
  truncateSync(join(root, DONE, 'hyperparameters.json'), 3)
  for (const format of [[], ['--json']]) {
    const told = await diff(root, [FAILED, DONE, ...format])
    expect([told.code, told.out]).toEqual([
      1,
      expect.stringContaining(join(root, DONE, 'hyperparameters.json')),
    ])
  }
})

test('what the files say cannot steer the terminal', async () => {
  const hostile = '\u001b[2J\r\n\u202e'
  const root = await fixedTree()
  const other = 'exp-9-9\u001b[2J/run--26-11-23--10-30'
  cpSync(join(root, DONE), join(root, other), { recursive: true })
  writeTree(join(root, other), { 'hyperparameters.json': { [hostile]: hostile, training: hostile } })
  for (const columns of [undefined, 30]) {
    const { out } = await diff(
      root,
      [DONE, 'exp-9-9', '--all'],
      columns === undefined ? {} : { columns, env: { NO_COLOR: '1' } },
    )
    expect(out).toContain('\\u001b[2J')
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  }
})

test.each([
  [['diff', 'latest'], 'commander.missingArgument'],
  [['diff', 'latest', 'nothing'], 'EXMAN_RUN_NOT_FOUND'],
  [['diff', 'exp', 'latest'], 'EXMAN_RUN_AMBIGUOUS'],
  [['diff', 'latest', 'best', 'third'], 'commander.excessArguments'],
  [['diff', '--help'], 'commander.helpDisplayed'],
])('%j ends with %s', async (words, error) => {
  expect(await runWords(addDiff, words, { cwd: await fixedTree() })).toMatchObject({ error })
})

test('the help has examples', async () => {
  const { out } = await runWords(addDiff, ['diff', '--help'], { cwd: scratch() })
  expect(out).toContain('exman diff latest best\n')
})
