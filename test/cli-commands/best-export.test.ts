import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { openRuns } from '../../src/catalog/open-runs'
import { keyedRun } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { FAILED, fixedTree } from './fixed-tree'
import { exman } from './run-program'

/** Three runs; the second has the smallest val_loss, the third the largest val_acc, the last is NaN. */
async function runs(): Promise<string> {
  const root = scratch()
  for (const [val_loss, val_acc] of [
    [0.5, 0.25],
    [0.125, 0.5],
    [0.25, 0.75],
  ] as const)
    await keyedRun(root, { training: { lr: val_loss } }, { epochs: [{ val_loss, val_acc }] })
  return root
}

const lines = (text: string) => text.trimEnd().split('\n')

describe('exman best', () => {
  test.each<[string[], RegExp]>([
    [[], /val_loss 0\.125, epoch 1 of 1, the best of 3 runs$/],
    [['val_acc'], /val_acc 0\.75, /],
    [['val_acc', '--mode', 'min'], /val_acc 0\.25, /],
    [['val_loss', '--where', 'val_acc > 0.6'], /val_loss 0\.25, .*the best of 1 run/],
    [['training.lr'], /training\.lr 0\.125, /],
  ])('%j names the run, the value and the folder', async (given, expected) => {
    const root = await runs()
    const { code, out, err } = await exman(['best', ...given], { cwd: root })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [what, folder] = lines(out)
    expect(what).toMatch(expected)
    expect(existsSync(join(folder!, 'run.json'))).toBe(true)
  })

  test('--json gives its record', async () => {
    const root = await runs()
    const { out } = await exman(['best', '--json'], { cwd: root })
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify((await openRuns(root)).best())))
  })

  test('--path prints the folder of its best checkpoint, and nothing else', async () => {
    const root = await fixedTree()
    const { code, out, err } = await exman(['best', '--path', '--where', `id = '${FAILED}'`], { cwd: root })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(existsSync(join(out.trimEnd(), 'manifest.json'))).toBe(true)
  })

  test('--path without a checkpoint is a problem, not an empty line', async () => {
    const { code, out, err } = await exman(['best', '--path'], { cwd: await runs() })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^exman: EXMAN_CHECKPOINT_NOT_FOUND: /)
  })
})

describe('exman export', () => {
  test.each([
    ['runs.csv', /^id,experiment,status,.*\nexp-/],
    ['runs.ndjson', /^\{"id":"exp-.*\}\n\{"id":"exp-/],
    ['runs.json', /^\[\s*\{"id":"exp-/],
    ['runs.md', /^\| id/],
    ['runs.tex', /^% \\usepackage\{booktabs\}\n\\begin\{tabular\}/],
  ])('writes %s in the format that its name tells', async (name, expected) => {
    const root = await runs()
    expect(await exman(['export', '-o', name], { cwd: root })).toEqual({ code: 0, out: '', err: '' })
    expect(readFileSync(join(root, name), 'utf8')).toMatch(expected)
  })

  test('without a file it writes JSON to the output; --format decides', async () => {
    const root = await runs()
    expect(JSON.parse((await exman(['export'], { cwd: root })).out)).toHaveLength(3)
    const { out } = await exman(
      ['export', '-f', 'csv', '-c', 'training.lr,val_acc', '-w', 'val_acc >= 0.5'],
      { cwd: root },
    )
    expect(lines(out)).toEqual(['training.lr,val_acc', '0.125,0.5', '0.25,0.75'])
  })

  test('--logs gives a row for each value of each epoch', async () => {
    const root = scratch()
    const run = await keyedRun(root)
    const { out } = await exman(['export', '--logs', '--format', 'csv'], { cwd: root })
    const [header, ...rows] = lines(out)
    expect(header).toBe('run,epoch,seconds,metric,value')
    expect(rows.map((row) => row.replace(/,[\d.]+,(?=\w*loss)/, ',s,'))).toEqual([
      `${run.id},1,s,loss,0.5`,
      `${run.id},1,s,val_loss,0.75`,
      `${run.id},2,s,loss,0.25`,
      `${run.id},2,s,val_loss,1`,
    ])
  })

  test('--logs of several roots names the runs by their folders: ids may be alike', async () => {
    const folder = scratch()
    const roots = ['one', 'two'].map((name) => join(folder, name))
    const dirs = [(await keyedRun(roots[0]!)).dir, (await keyedRun(roots[1]!)).dir]
    const { out } = await exman(['export', '--logs', '-f', 'ndjson'], { cwd: folder })
    const told = lines(out).map((line) => (JSON.parse(line) as { run: string }).run)
    expect([...new Set(told)].sort()).toEqual(dirs.sort())
  })

  test('a log that cannot be read is told, and the others are there', async () => {
    const root = await runs()
    const [first] = (await openRuns(root)).records
    writeFileSync(join(first!.dir, 'training-logs.csv'), 'nonsense\n')
    const { code, out, err } = await exman(['export', '--logs', '--format', 'csv'], { cwd: root })
    expect([code, lines(out).length]).toEqual([1, 5])
    expect(err).toContain(`exman: the log of ${first!.id} is left out. `)
  })

  test.each<[string, (root: string) => string, RegExp]>([
    ['a folder', (root) => (mkdirSync(join(root, 'out.csv')), 'out.csv'), /is no plain file/],
    ['a link', (root) => (symlinkSync('elsewhere', join(root, 'link.csv')), 'link.csv'), /is no plain file/],
    ['a file in a folder that is not there', () => 'nowhere/runs.csv', /there is no folder .*nowhere/],
    ['no name', () => '', /is empty/],
  ])('%s is not replaced: exit code 2, and nothing is written', async (_, make, why) => {
    const root = await runs()
    const output = make(root)
    const before = readdirSync(root).sort()
    const { code, err } = await exman(['export', '--format', 'csv', '--output', output], { cwd: root })
    expect(code).toBe(2)
    expect(err).toMatch(/^exman: EXMAN_OPTION_INVALID: /)
    expect(err).toMatch(why)
    expect(readdirSync(root).sort()).toEqual(before)
  })

  test('a device such as /dev/null is not replaced', async () => {
    const { code, err } = await exman(['export', '--format', 'csv', '-o', '/dev/null'], { cwd: await runs() })
    expect([code, lstatSync('/dev/null').isCharacterDevice()]).toEqual([2, true])
    expect(err).toMatch(/is no plain file/)
  })

  test('Parquet is not written to a terminal or a pipe', async () => {
    const { code, err } = await exman(['export', '--format', 'parquet'], { cwd: await runs() })
    expect(code).toBe(2)
    expect(err).toMatch(/--output/)
  })
})
