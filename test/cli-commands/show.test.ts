import { rmSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runDetails } from '../../src/catalog/details/run-details'
import { jsonLine } from '../../src/catalog/export/json-line'
import { openRuns } from '../../src/catalog/open-runs'
import { addShow } from '../../src/cli/commands/show'
import { scratch } from '../faults/scratch'
import { keyedRun, namedRun, goesOn, writeTree } from '../catalog/trees'
import { runWords, type Given, type Outcome } from './fake-terminal'
import { anywhere, DONE, FAILED, fixedTree } from './fixed-tree'

const show = (root: string, words: string[] = [], given: Partial<Given> = {}): Promise<Outcome> =>
  runWords(addShow, ['show', ...words], { cwd: root, ...given })

const PAGE = `\
exp-11-22/run--26-11-21--14-02
  status   failed
  started  2026-11-21 13:02
  trained  30 s
  epochs   3, the best is 2
  seed     7
  folder   /experiments/exp-11-22/run--26-11-21--14-02

Error
  RangeError: too far
  at last

On the way
  2026-11-21 14:00  The disk was full. [EXMAN_WRITE_SKIPPED]

Parameters
  training.lr         0.001234567
  training.optimizer  adam
  training.epochs     "12"
  model.layers        [64,32]
  model.dropout       0
  data\\.path          data/train.csv

Scores (val_loss is monitored, the smallest counts, best at epoch 2)
  metric    best   last    min  epoch   max  epoch    mean
  loss      0.25  0.125  0.125      3   0.5      1  0.2917
  val_loss   0.5  0.625    0.5      2  0.75      1   0.625

Sessions
  1  2026-11-21 13:02, 20 s, epochs 1 to 2, interrupted
     gpu3, x64, 8 processors, Slurm job 77
     node train.js --fold 1
     commit 3f2a9c51e0 on main, with uncommitted changes
     exman 0.1.0, node 20.20.2, tfjs 4.22.0 (tensorflow)
     NODE_OPTIONS=--max-old-space-size=4096
  2  2026-11-21 14:00, 10 s, epoch 3, failed
     gpu3, x64, 8 processors, Slurm job 77
     node train.js --fold 1
     commit 3f2a9c51e0 on main, with uncommitted changes
     exman 0.1.0, node 20.20.2, tfjs 4.22.0 (tensorflow)
     NODE_OPTIONS=--max-old-space-size=4096

Checkpoints
  name             epoch  val_loss  size   saved             state
  model.02-0.5000      2       0.5  505 B  2026-11-21 13:02  best
  model.03-0.6250      3     0.625  507 B  2026-11-21 13:02  last

Curves
  a loss  b val_loss
   0.75 ┤⠉⠑⠒⠒⠢⠤⠤⢄⣀⣀⡀
        │          ⠈⠉⠉⠑⠒⠒⠢b⠤⢄⣀⣀⡀                                       ⣀b⣀⣀⣀⣀⠤⠤⠤
        │                      ⠈⠉⠉⠑⠒⠒⠢⠤⠤⢄⣀⣀⡀   ⢀⣀b⣀⣀⣀⡠⠤⠤⠤⠤⠤⠔⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉
        │⠉⠑⠒⠒⠢a⠤⣀⣀⣀                        ⠈⠉⠉⠉⠁
  0.393 ┤          ⠉⠉⠑⠒⠒⠢⠤⠤⣀⣀⡀
        │                    ⠈⠉⠉⠑⠒⠒⠤⠤a⣀⣀⡀
        │                               ⠈⠉⠉⠑⠒⠒⠒⠢⠤⠤⠤⠤⠤⢄⣀⣀⣀⣀⣀⡀
  0.125 ┤                                                  ⠈a⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⣀⣀⣀
        └───────────────────────────────────────────────────────────────────────
         1                                epoch                                3

Files
  /experiments/exp-11-22/run--26-11-21--14-02/changes.diff  the uncommitted changes of the code
`

/** The titles of the parts of a page. */
const titlesOf = (page: string) => page.split('\n').filter((line) => /^[A-Z]/.test(line))

test('all of a run on a page', async () => {
  const root = await fixedTree()
  const { code, out, err } = await show(root, [FAILED])
  expect(anywhere(out, root)).toBe(PAGE)
  expect([code, err]).toEqual([0, ''])
})

test('without a name, the run that was made last', async () => {
  const root = await fixedTree()
  const { out } = await show(root)
  expect(out).toMatch(new RegExp(`^${DONE}\n`))
  expect(out).toContain('Result\n  accuracy  0.9375\n  classes   ["a","b"]\n')
  expect(titlesOf(out)).toEqual([
    'Result',
    'Parameters',
    'Scores (val_loss is monitored, the smallest counts, best at epoch 2)',
    'Session',
    'Curves',
  ])
})

test('parts are left out or added on demand', async () => {
  const root = await fixedTree()
  const { out } = await show(root, [FAILED, '--no-curves', '--stack'])
  expect(out).not.toContain('Curves')
  expect(out).toContain('Error\n  RangeError: too far\n  at last\n      at fit (train.js:1:2)\n')
})

test('as JSON, the record and all details are one object', async () => {
  const root = await fixedTree()
  const { out, code } = await show(root, ['best', '--json', '--verify'])
  const record = (await openRuns(root)).find(DONE)
  expect(out).toBe(`${jsonLine({ ...record, ...(await runDetails(record, { verify: true })) })}\n`)
  expect(JSON.parse(out)).toMatchObject({
    id: DONE,
    log: [{ epoch: 1 }, { epoch: 2 }],
    result: { accuracy: 0.9375 },
  })
  expect(code).toBe(0)
})

test('in colour, the page is the same', async () => {
  const root = await fixedTree()
  const { out } = await show(root, [FAILED], { env: { FORCE_COLOR: '1' } })
  expect(out).toContain('\u001b[31mfailed\u001b[39m')
  expect(out).toContain('\u001b[1mParameters\u001b[22m')
  expect(anywhere(stripVTControlCharacters(out), root)).toBe(PAGE)
})

test('tables and curves are as wide as the terminal', async () => {
  const root = await fixedTree()
  for (let columns = 50; columns < 80; columns++) {
    const { out } = await show(root, [FAILED], { columns, env: { NO_COLOR: '1' } })
    const widthOf = (from: string, to: string) =>
      Math.max(
        ...out
          .slice(out.indexOf(from), out.indexOf(to))
          .split('\n')
          .map((line) => line.length),
      )
    expect(widthOf('Curves', 'Files')).toBe(columns)
    expect([columns, Math.max(0, widthOf('  metric ', 'Sessions') - columns)]).toEqual([columns, 0])
    expect([columns, Math.max(0, widthOf('  name ', 'Curves') - columns)]).toEqual([columns, 0])
  }
})

test('where the terminal knows no UTF-8, curves are of ASCII', async () => {
  const { out } = await show(await fixedTree(), [], { env: { LC_ALL: 'C' } })
  expect(out).toMatch(/^[\n -~]*$/)
})

test('a page that is higher than the terminal goes through the pager', async () => {
  const [root, paged] = [await fixedTree(), join(scratch(), 'paged')]
  const given = { columns: 80, rows: 10, env: { TERM: 'xterm', EXMAN_PAGER: `cat > ${paged}` } }
  expect((await show(root, [FAILED], given)).out).toBe('')
  expect(readFileSync(paged, 'utf8')).toContain('Checkpoints')
  rmSync(paged)
  expect((await show(root, [FAILED, '--no-pager'], given)).out).toContain('Checkpoints')
})

describe('what is wrong is told, with exit code 1', () => {
  test('a checkpoint that is damaged by its sizes', async () => {
    const root = await fixedTree()
    truncateSync(join(root, FAILED, 'models/model.02-0.5000/weights.bin'), 3)
    const { code, out } = await show(root, [FAILED])
    expect(code).toBe(1)
    expect(out).toContain('Problems\n  models/model.02-0.5000 is damaged: weights.bin has 3 bytes, not 64.\n')
    expect(out).toMatch(/^ {2}model\.02-0\.5000 .* best, damaged$/m)
  })

  test('one whose bytes differ, when they are read', async () => {
    const root = await fixedTree()
    expect((await show(root, [FAILED, '--verify'])).out).toMatch(/best, verified\n.* last, verified\n/)
    writeFileSync(join(root, FAILED, 'models/model.02-0.5000/weights.bin'), Buffer.alloc(64))
    expect((await show(root, [FAILED])).code).toBe(0)
    const { code, out } = await show(root, [FAILED, '--verify'])
    expect(code).toBe(1)
    expect(out).toContain('is damaged: weights.bin has other content than was saved.')
  })

  test.each([['run.json'], ['performances.json'], ['hyperparameters.json'], ['training-logs.csv']])(
    'a %s that cannot be read; the rest is shown',
    async (file) => {
      const root = await fixedTree()
      const path = join(root, FAILED, file)
      writeFileSync(path, '\0\n')
      for (const format of [[], ['--json']]) {
        const { code, out } = await show(root, [FAILED, ...format])
        expect(code).toBe(1)
        expect(out).toContain(path)
      }
      const { out } = await show(root, [FAILED])
      expect(titlesOf(out)[0]).toBe('Problems')
      expect(titlesOf(out).length).toBeGreaterThanOrEqual(6)
      expect(out).toContain('[EXMAN_FILE_INVALID]')
    },
  )
})

test('what the files say cannot steer the terminal', async () => {
  const hostile = '\u001b[2J\u001b]0;owned\u0007\r\n\u202e\u009b31m'
  const root = await fixedTree()
  const files = ['run.json', 'performances.json', 'hyperparameters.json'].map((name) =>
    join(root, FAILED, name),
  )
  for (const path of files) {
    const text = readFileSync(path, 'utf8')
    const words =
      /"(?:val_loss|main|gpu3|train\.js|adam|lr|RangeError|The disk was full\.|NODE_OPTIONS|failed|0\.1\.0|77)"/g
    const inStack = text.replace('at fit', `at ${JSON.stringify(hostile).slice(1, -1)}`)
    writeFileSync(
      path,
      inStack.replace(words, (word) => JSON.stringify(`${JSON.parse(word)}${hostile}`)),
    )
  }
  writeTree(join(root, `exp-9-9${hostile.replaceAll('\r\n', '')}/run--26-11-23--10-30`), {
    'hyperparameters.json': { [hostile]: hostile },
  })
  for (const words of [[FAILED], [FAILED, '--stack'], ['exp-9-9']]) {
    const { out } = await show(root, words)
    expect(out).toContain('\\u001b[2J')
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  }
})

test('a run that goes on, before its first epoch and after', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root, {}, { epochs: [], end: goesOn })
  const { out, code } = await show(root)
  expect(code).toBe(0)
  expect(out).toMatch(/^ {2}1 {2}\S+ \S+, from epoch 1 on, goes on$/m)
  expect(titlesOf(out)).toEqual(['Parameters', 'Session'])
  run.log({ loss: 1 })
  expect(titlesOf((await show(root)).out)).toEqual([
    'Parameters',
    'Scores (loss is monitored, the smallest counts, for val_loss was never logged, best at epoch 1)',
    'Session',
  ])
})

test('a numbered run is shown by its number, with the files beside it', async () => {
  const root = join(scratch(), 'root')
  await namedRun(root, ['--lr', '0.5'], {
    end: (run) => run.safely(() => Promise.reject(new RangeError('too far'))).catch(() => undefined),
  })
  const { out } = await show(root, ['1'])
  expect(out).toMatch(/Parameters\n {2}lr {5}0\.5\n {2}model {2}cnn\n/)
  expect(out).toMatch(/fails\/000001-.*\/traceback\.txt {2}what it failed with\n/)
})

test('a run of the Python tool shows what it has', async () => {
  const root = scratch()
  writeTree(root, {
    'runs/000001-2020-03-03-15-52-10/params.yaml':
      "lr: 0.5\nroot: runs/x\ntime: '2020-03-03T15:52:10'\nid: 1\ncommit: abc\n",
  })
  const { code, out } = await show(root, ['1'])
  expect([code, titlesOf(out)]).toEqual([0, ['Parameters', 'Facts']])
  expect(out).toContain('commit  abc\n')
})

test.each([
  [['show', 'nothing'], 'EXMAN_RUN_NOT_FOUND'],
  [['show', 'exp'], 'EXMAN_RUN_AMBIGUOUS'],
  [['show', '--root', 'nowhere'], 'EXMAN_ROOT_INVALID'],
  [['show', 'latest', 'best'], 'commander.excessArguments'],
  [['show', '--verbose'], 'commander.unknownOption'],
  [['show', '--help'], 'commander.helpDisplayed'],
])('%j ends with %s', async (words, error) => {
  expect(await runWords(addShow, words, { cwd: await fixedTree() })).toMatchObject({ error })
})

test('the help has examples', async () => {
  const { out } = await runWords(addShow, ['show', '--help'], { cwd: scratch() })
  expect(out).toContain('exman show best --verify')
})
