import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree } from '../../bench/tree'
import { keyedRun, namedRun } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'

/** Four runs of two experiments: rates 0.01 and 0.1, two seeds each. */
async function fourRuns(): Promise<string> {
  const root = scratch()
  for (const [lr, loss] of [
    [0.01, 0.5],
    [0.01, 0.25],
    [0.1, 1],
    [0.1, 3],
  ] as const)
    await keyedRun(root, { training: { lr } }, { epochs: [{ loss, val_loss: loss }] })
  return root
}

const lines = (text: string) => text.trimEnd().split('\n')
const words = (line: string | undefined) => line!.trim().split(/\s{2,}/)

describe('exman ls', () => {
  test('lists the newest run first, with the columns in which the runs differ, and their count', async () => {
    const root = await fourRuns()
    const { code, out, err } = await exman(['ls'], { cwd: root })
    expect([code, err]).toEqual([0, ''])
    const [header, first, , , last, , count] = lines(out)
    expect(words(header)).toEqual(['id', 'status', 'epochs', 'val_loss', 'training.lr', 'loss', 'trained'])
    expect(words(first).slice(1, 6)).toEqual(['done', '1', '3', '0.1', '3'])
    expect(words(last).slice(1, 6)).toEqual(['done', '1', '0.5', '0.01', '0.5'])
    expect(count).toBe('4 runs')
  })

  test.each<[string, string[], string[]]>([
    ['a question', ['--where', 'training.lr < 0.05 and val_loss <= 0.3'], ['0.25']],
    ['a column to sort by', ['--sort', 'val_loss'], ['0.25', '0.5', '1', '3']],
    ['the other direction', ['--sort', 'val_loss', '--desc'], ['3', '1', '0.5', '0.25']],
    ['a limit', ['--limit', '2'], ['3', '1']],
  ])('takes %s', async (_, given, expected) => {
    const { out } = await exman(['ls', '--csv', '--columns', 'val_loss', ...given], { cwd: await fourRuns() })
    expect(lines(out)).toEqual(['val_loss', ...expected])
  })

  test('shows 20 of many, and says so; other formats and --all are whole', async () => {
    const root = scratch()
    keyedTree(root, 24)
    const short = lines((await exman(['ls'], { cwd: root })).out)
    expect([short.length, short.at(-1)]).toEqual([23, '20 of 24 runs; --all shows all.'])
    expect(lines((await exman(['ls', '--all'], { cwd: root })).out).at(-1)).toBe('24 runs')
    expect(JSON.parse((await exman(['ls', '--json'], { cwd: root })).out)).toHaveLength(24)
    expect(lines((await exman(['ls', '--markdown'], { cwd: root })).out)).toHaveLength(26)
  })

  test('--by experiment folds the seeds: runs, n, mean, std and the best', async () => {
    const { out } = await exman(['ls', '--by', 'experiment', '--metric', 'val_loss', '--json'], {
      cwd: await fourRuns(),
    })
    const folded = (JSON.parse(out) as Record<string, unknown>[]).map(({ experiment: _, ...rest }) => rest)
    const own = (name: string) => `val_loss.${name}`
    expect(folded).toEqual([
      {
        'training.lr': 0.1,
        runs: 2,
        [own('n')]: 2,
        [own('mean')]: 2,
        [own('std')]: Math.SQRT2,
        [own('best')]: 1,
      },
      {
        'training.lr': 0.01,
        runs: 2,
        [own('n')]: 2,
        [own('mean')]: 0.375,
        [own('std')]: Math.sqrt(1 / 32),
        [own('best')]: 0.25,
      },
    ])
  })

  test('--json gives whole records, newest first', async () => {
    const root = await fourRuns()
    const [newest] = JSON.parse((await exman(['ls', '--json'], { cwd: root })).out) as Record<
      string,
      unknown
    >[]
    expect(newest).toMatchObject({
      status: 'done',
      epochs: 1,
      metrics: { val_loss: 3 },
      params: { training: { lr: 0.1 } },
    })
    expect(newest!.dir).toBe(join(root, newest!.id as string))
  })

  test('a run that cannot be read is a row, a line on stderr, and exit code 1', async () => {
    const root = await fourRuns()
    const [experiment] = readdirSync(root).filter((name) => name.startsWith('exp-'))
    const [run] = readdirSync(join(root, experiment!)).filter((name) => name.startsWith('run--'))
    writeFileSync(join(root, experiment!, run!, 'run.json'), '{')
    const { code, out, err } = await exman(['ls'], { cwd: root })
    expect([code, lines(out).at(-1)]).toEqual([1, '4 runs'])
    expect(err).toMatch(
      /^exman: 1 of these runs could not be read, or only in part:\n {2}exp-\S+: Could not read .*run\.json.*\[EXMAN_FILE_INVALID\]\n$/,
    )
  })

  test('without runs it says so', async () => {
    const root = await fourRuns()
    expect((await exman(['ls', '--where', 'val_loss > 9'], { cwd: root })).out).toBe(
      'None of the 4 runs is asked for.\n',
    )
    for (const name of readdirSync(root))
      if (name.startsWith('exp-')) rmSync(join(root, name), { recursive: true })
    expect((await exman(['ls'], { cwd: root })).out).toBe('There are no runs yet.\n')
  })

  test('shows what a hand has changed a moment ago, also with a cache that knows better', async () => {
    const root = scratch()
    keyedTree(root, 60)
    await new Promise((resolve) => setTimeout(resolve, 3100))
    const before = await exman(['ls'], { cwd: root })
    expect(readdirSync(join(root, '.exman', 'cache'))).toContain('runs.ndjson')
    expect(await exman(['ls'], { cwd: root })).toEqual(before)
    const [id] = words(lines(before.out)[1])
    const path = join(root, id!, 'hyperparameters.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"sgd"', '"xyz"').replace('"adam"', '"wxyz"'))
    expect((await exman(['ls'], { cwd: root })).out).toMatch(/w?xyz/)
  })

  test('a list of few runs tells what befell those that it shows, whatever the cache says of them', async () => {
    const root = scratch()
    keyedTree(root, 60)
    await new Promise((resolve) => setTimeout(resolve, 3100))
    const whole = await exman(['ls'], { cwd: root })
    const [id] = words(lines(whole.out)[1])
    const path = join(root, id!, 'performances.json')
    const text = readFileSync(path)
    writeFileSync(path, '')
    const { code, err } = await exman(['ls', '--limit', '1'], { cwd: root })
    expect([code, err]).toEqual([1, expect.stringContaining(`${id}: Could not read ${path}: it is empty.`)])
    // Known as damaged to a listing of all, and then mended.
    expect((await exman(['ls', '--all'], { cwd: root })).code).toBe(1)
    writeFileSync(path, text)
    expect(await exman(['ls'], { cwd: root })).toEqual(whole)
  })

  test('roots of the same name are told apart', async () => {
    const folder = scratch()
    const roots = ['one', 'two'].map((name) => join(folder, name, 'runs-of-mine'))
    for (const root of roots) await keyedRun(root)
    const { out } = await exman(['ls', ...roots.flatMap((root) => ['--root', root])], { cwd: '/' })
    const labels = lines(out)
      .slice(1, 3)
      .map((line) => words(line)[0])
    expect(labels.sort()).toEqual(['one/runs-of-mine', 'two/runs-of-mine'])
  })

  test('numbered runs stand beside hash-keyed ones, with their roots', async () => {
    const folder = scratch()
    await keyedRun(join(folder, 'experiments'))
    await namedRun(join(folder, 'exman'), ['--lr', '0.5'])
    const { out } = await exman(['ls'], { cwd: folder })
    expect(words(lines(out)[0]).slice(0, 2)).toEqual(['root', 'id'])
    expect(
      lines(out)
        .slice(1, 3)
        .map((line) => words(line)[0])
        .sort(),
    ).toEqual(['exman', 'experiments'])
  })
})

describe('where the experiments are', () => {
  test.each<[string, (project: string) => { words: string[]; cwd: string; env?: Record<string, string> }]>([
    ['in ./experiments of the working folder', (project) => ({ words: [], cwd: project })],
    ['around the working folder', (project) => ({ words: [], cwd: join(project, 'experiments', '.exman') })],
    ['where --root says', (project) => ({ words: ['--root', join(project, 'experiments')], cwd: '/' })],
    [
      'where EXMAN_ROOT says',
      (project) => ({ words: [], cwd: '/', env: { EXMAN_ROOT: join(project, 'experiments') } }),
    ],
    [
      'in a folder that --root names, which holds them',
      (project) => ({ words: ['--root', project], cwd: '/' }),
    ],
  ])('%s', async (_, given) => {
    const project = scratch()
    await keyedRun(join(project, 'experiments'))
    const { words: more, ...where } = given(project)
    const { code, out } = await exman(['ls', ...more], where)
    expect([code, lines(out).at(-1)]).toEqual([0, '1 run'])
  })

  test('nowhere: it says where it has looked, with exit code 2', async () => {
    const { code, out, err } = await exman(['ls'], { cwd: scratch() })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(
      /^exman: EXMAN_ROOT_INVALID: There are no experiments in .*--root, or in EXMAN_ROOT\.\n$/,
    )
  })
})

describe('wrong words', () => {
  test.each<[string[], RegExp]>([
    [
      ['ls', '--where', 'trainng.lr < 1'],
      /^exman: EXMAN_COLUMN_UNKNOWN: .*Did you mean "training\.lr"\?\n {2}trainng\.lr < 1\n {2}\^\n$/,
    ],
    [['ls', '--where', 'training.lr <'], /^exman: EXMAN_QUERY_INVALID: /],
    [['ls', '--sort', 'val_los'], /^exman: EXMAN_COLUMN_UNKNOWN: .*"val_loss"/],
    [['ls', '--limit', '-3'], /^exman: .*positive integer/],
    [['ls', '--json', '--csv'], /^exman: .*cannot be used with/],
    [['ls', '--colums', 'id'], /^exman: unknown option '--colums'\n\(Did you mean --columns\?\)\n$/],
    [['ls', '--by', 'status', '--columns', 'id'], /^exman: .*cannot be used with/],
    [['ls', '--desc'], /^exman: EXMAN_OPTION_INVALID: --desc takes effect only with --sort/],
    [['ls', '--metric', 'loss'], /^exman: EXMAN_OPTION_INVALID: --metric takes effect only with --by/],
    [
      ['export', '-o', 'runs.csv', '--digits', '3'],
      /^exman: EXMAN_OPTION_INVALID: --digits is for markdown and latex/,
    ],
    [['lls'], /^exman: unknown command 'lls'\n\(Did you mean ls\?\)\n$/],
    [['best', 'val_los'], /^exman: EXMAN_COLUMN_UNKNOWN: /],
    [['best', '--mode', 'up'], /^exman: .*Allowed choices are min, max/],
    [
      ['export', '--format', 'xls'],
      /^exman: .*Allowed choices are json, ndjson, csv, markdown, latex, parquet/,
    ],
    [['export', '-o', 'runs.xls'], /^exman: EXMAN_OPTION_INVALID: .*--format/],
    [['show', 'nothing'], /^exman: EXMAN_RUN_NOT_FOUND: /],
    [['show', 'exp-'], /^exman: EXMAN_RUN_AMBIGUOUS: "exp-" fits 4 runs/],
    [['ls', '--root', '/nowhere'], /^exman: EXMAN_ROOT_INVALID: .*no such folder/],
  ])('%j: exit code 2, and what to do', async (given, message) => {
    const { code, out, err } = await exman(given, { cwd: await fourRuns() })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })
})
