import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { openRuns, planRemoval } from '../../src'
import { candidatesFor } from '../../src/cli/completion/candidates'
import { quoteForBash } from '../../src/cli/completion/quote-for-bash'
import { shellWords } from '../../src/cli/completion/shell-words'
import { scratch } from '../faults/scratch'
import { programOf } from '../fixtures/completion-program'
import { DASHED, treeWith, UNPRINTABLE } from '../fixtures/completion-tree'

const EXPERIMENT = 'exp-44224549-930282'
const RUNS = ['03', '02', '01', '00'].map((minute) => `${EXPERIMENT}/run--26-01-05--08-${minute}`)

const cwd = scratch()
const elsewhere = scratch()

beforeAll(() => {
  process.env.TZ = 'UTC'
  treeWith(join(cwd, 'experiments'), [...UNPRINTABLE, DASHED, 'with, comma', 'Zoé'])
  treeWith(join(elsewhere, 'others'), ['Other'])
})

const terminalIn = (folder: string, env = {}) => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  return { stdin, stdout, stderr, env, cwd: folder, exitCode: 0 }
}

async function complete(words: string[], { folder = cwd, env = {} } = {}) {
  const terminal = terminalIn(folder, env)
  const { kind, candidates } = await candidatesFor(words, programOf(terminal), terminal)
  return { kind, texts: candidates.map(({ text }) => text) }
}

const COMMANDS = [
  'ls',
  'show',
  'diff',
  'best',
  'export',
  'why',
  'plot',
  'report',
  'mark',
  'unmark',
  'note',
  'rm',
  'restore',
  'trash',
  'prune',
  'rekey',
  'rerun',
  'check',
  'repair',
  'unlock',
  'completion',
]

test.each([
  ['commands, none of them hidden', [''], COMMANDS],
  ['a command that is begun', ['e'], ['export']],
  ['options of exman itself', ['--'], ['--version', '--help']],
  ['nothing after a command that there is not', ['frobnicate', ''], []],
  ['options that are begun', ['ls', '--so'], ['--sort']],
  ['short options, too', ['completion', '-'], ['-h', '--help']],
  ['options where no argument can stand', ['completion', 'zsh', ''], ['--help']],
  ['no option that is there already, whichever way it is written', ['ls', '-s', 'id', '--so'], []],
  ['no option that is there in a word with others', ['ls', '-as', 'id', '--al'], []],
  ['no option that goes against one', ['ls', '--csv', '--json', '--ma'], []],
  ['no option that goes against one, the other way round', ['best', '--json', '--pa'], []],
  ['an option that can be there twice', ['ls', '--root', 'experiments', '--roo'], ['--root']],
  ['no options after --', ['ls', '--', '--so'], []],
  ['choices of an option', ['export', '--format', 'm'], ['markdown']],
  ['kinds of pictures', ['plot', '--kind', 'p'], ['parallel']],
  ['choices in the same word', ['best', '--mode=m'], ['--mode=min', '--mode=max']],
  ['choices behind a letter', ['export', '-fnd'], ['-fndjson']],
  ['choices of an argument', ['completion', ''], ['bash', 'zsh', 'fish']],
  ['a column', ['ls', '--sort', 'val_l'], ['val_loss']],
  ['a column that looks like an option, as a value', ['ls', '--sort', '-d'], ['-dash']],
  ['none that looks like an option, as an argument', ['best', '-d'], []],
  ['but behind --', ['best', '--', '-d'], ['-dash']],
  ['no columns that would break a line', ['ls', '--sort', 'Z'], ['Zoé']],
  ['metrics', ['best', 'last.val_'], ['last.val_loss', 'last.val_acc']],
  ['no parameters for a metric', ['best', 'training'], []],
  [
    'a metric for a kind of picture, behind which no formula can go on',
    ['plot', '--kind=curves', 'val_l'],
    ['val_loss'],
  ],
  ['only as many arguments as there are', ['best', 'val_loss', 'val_'], []],
  ['runs', ['show', 'exp-'], RUNS],
  ['runs and short names', ['show', ''], ['latest', 'best', ...RUNS]],
  ['folders of runs', ['show', 'run--26-01-05--08-02'], [RUNS[1]!.split('/')[1]]],
  ['no run that is there already', ['diff', RUNS[0]!, 'exp-'], RUNS.slice(1)],
  ['an experiment, or a run', ['why', 'exp-'], [EXPERIMENT, ...RUNS]],
  ['marks', ['mark', ''], ['pinned']],
  ['runs behind a mark', ['mark', 'pinned', 'exp-'], RUNS],
  ['no run that is there already behind a mark', ['unmark', 'pinned', RUNS[0]!, 'exp-'], RUNS.slice(1)],
  ['a run to note something of, and nothing to note', ['note', 'bes'], ['best']],
  ['nothing for a note', ['note', 'best', 'x'], []],
  ['nothing for a third run', ['diff', 'best', 'latest', 'exp'], []],
  ['nothing for a number', ['ls', '--limit', ''], []],
])('offers %s', async (_, words, texts) => {
  expect(await complete(words)).toEqual({ kind: 'words', texts })
})

test.each([
  ['the last name of a list', ['ls', '--columns', 'id,val_l'], ['id,val_loss']],
  ['no name twice', ['ls', '-b', 'seed,see'], []],
  ['no name that a list would cut', ['ls', '--by', 'with'], []],
  ['all columns, alone', ['ls', '--columns', 'al'], ['all']],
  ['all columns not beside others', ['ls', '--columns', 'id,al'], []],
  [
    'parameters of a picture',
    ['plot', '--params', 'training.lr,training.b'],
    ['training.lr,training.batchSize'],
  ],
  ['no metrics among these', ['plot', '--params', 'val_'], []],
  ['names in a question', ['ls', '--where', 'val_'], ['val_loss', 'val_acc']],
  [
    'names after and',
    ['ls', '-w', 'id = 3 and not (val_'],
    ['val_loss', 'val_acc'].map((name) => `id = 3 and not (${name}`),
  ],
  [
    'names in backquotes',
    ['ls', '-w', '`with'],
    ['=', '!=', '<', '<=', '>', '>=', '~', 'in (', 'is missing'].map((sign) => `\`with, comma\` ${sign}`),
  ],
  [
    'operators behind a name',
    ['ls', '-w', 'seed '],
    ['=', '!=', '<', '<=', '>', '>=', '~', 'in (', 'is missing'].map((sign) => `seed ${sign}`),
  ],
  ['no names as a value', ['ls', '-w', 'id = val_'], []],
  ['the value of a formula', ['plot', 'val_'], ['val_loss', 'val_acc']],
  ['what stands behind it, when there is only one', ['plot', 'val_l'], ['val_loss ~ ']],
  ['what a formula goes on with', ['plot', 'val_loss '], ['val_loss ~ ']],
  ['epochs and columns behind ~', ['plot', 'val_loss ~ ep'], ['val_loss ~ epoch', 'val_loss ~ epochs']],
  ['the column of colours', ['plot', 'loss ~ seed | val_l'], ['loss ~ seed | val_loss']],
  ['the column of panels', ['plot', 'loss ~ seed | id, val_l'], ['loss ~ seed | id, val_loss']],
  ['the second of a heat map', ['plot', 'loss ~ seed * val_l'], ['loss ~ seed * val_loss']],
  ['nothing where a sign must stand', ['plot', 'loss ~ seed val_l'], []],
  ['no names in a list of values', ['ls', '-w', 'id in (val_'], []],
  ['no names in a text', ['ls', '-w', 'id = "val_'], []],
])('offers %s, and more may follow', async (_, words, texts) => {
  expect(await complete(words)).toEqual({ kind: 'open', texts })
})

test('names of what is in the trash, the last moved in front, and no other runs', async () => {
  const folder = scratch()
  const root = join(folder, 'experiments')
  treeWith(root, [])
  expect(await complete(['restore', ''], { folder })).toEqual({
    kind: 'words',
    texts: ['--json', '--root', '--help'],
  })
  const runs = await openRuns(root)
  for (const name of [RUNS[1]!, RUNS[0]!])
    await (await planRemoval([runs.find(name)], { named: runs, tree: runs })).apply()
  const texts = ['latest', RUNS[0]!, RUNS[1]!]
  expect(await complete(['restore', ''], { folder })).toEqual({ kind: 'words', texts })
  expect(await complete(['restore', RUNS[0]!, 'exp'], { folder })).toEqual({
    kind: 'words',
    texts: [RUNS[1]],
  })
})

test.each([
  [['ls', '--root', ''], 'folders'],
  [['ls', '-r', 'a', '-r', 'b'], 'folders'],
  [['export', '--output=pa'], 'files'],
])('leaves %j to the shell', async (words, kind) => {
  expect(await complete(words)).toEqual({ kind, texts: [] })
})

test.each([
  ['--root', ['ls', '--root', join(elsewhere, 'others'), '--sort', 'Oth'], {}],
  ['EXMAN_ROOT', ['ls', '--sort', 'Oth'], { EXMAN_ROOT: join(elsewhere, 'others') }],
])('columns are those of %s', async (_, words, env) => {
  expect(await complete(words, { env })).toEqual({ kind: 'words', texts: ['Other'] })
  expect(await complete(['ls', '--sort', 'Oth'])).toEqual({ kind: 'words', texts: [] })
})

test.each([
  ['exman ls --so', ['exman', 'ls', '--so'], ''],
  ['exman ls ', ['exman', 'ls', ''], ''],
  [`a 'b c`, ['a', 'b c'], "'"],
  [`a 'b c' `, ['a', 'b c', ''], ''],
  [`a "b \\"c\\x`, ['a', 'b "c\\x'], '"'],
  [`a b\\ c\\`, ['a', 'b c'], ''],
  [`a $'b\\'c`, ['a', "b'c"], "$'"],
  [`a "" ''`, ['a', '', ''], ''],
  ['a $(touch b)`c`', ['a', '$(touch', 'b)`c`'], ''],
])('bash reads %j as words', (line, words, quote) => {
  expect(shellWords(line)).toEqual({ words, quote })
})

test.each([
  ['a b$(c)', '', 'a\\ b\\$\\(c\\)'],
  ["it's", '', "it\\'s"],
  ['a b$(c)`d`\\', "'", 'a b$(c)`d`\\'],
  ["it's", "'", undefined],
  ['a b$(c)`d`\\', '"', 'a b\\$(c)\\`d\\`\\\\'],
  ['say "x"', '"', undefined],
  ['!!', '"', undefined],
  ['a b', "$'", 'a b'],
  ['a\\b', "$'", undefined],
  ['model.units', '', 'model.units'],
] as const)('%j, with %j open, is written %j in bash', (text, quote, written) => {
  expect(quoteForBash(text, quote)).toBe(written)
})

async function print(
  words: string[],
  folder: string,
): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const terminal = terminalIn(folder)
  await programOf(terminal).parseAsync(words, { from: 'user' })
  const [stdout, stderr] = [terminal.stdout, terminal.stderr].map((stream) =>
    String((stream.read() as Buffer | null) ?? ''),
  )
  return { stdout: stdout!, stderr: stderr!, exitCode: terminal.exitCode }
}

test.each([
  ['there are no experiments', ['fish', '--', 'ls', '--sort', '']],
  ['the root is not there', ['fish', '--', 'ls', '--root', 'nowhere', '--sort', '']],
  ['the shell is unknown', ['csh', '--', 'ls', '']],
  ['the line and the word do not fit', ['bash', '--', 'exman ls', 'other']],
])('completion says nothing when %s', async (_, words) => {
  expect(await print(['__complete', ...words], scratch())).toEqual({ stdout: '', stderr: '', exitCode: 0 })
})

test('completion says nothing of experiments that cannot be read', async () => {
  const folder = scratch()
  mkdirSync(join(folder, '.exman'))
  writeFileSync(join(folder, '.exman', 'format.json'), 'x')
  symlinkSync('loop', join(folder, 'loop'))
  expect(await print(['__complete', 'fish', '--', 'ls', '--sort', 'val'], folder)).toMatchObject({
    stderr: '',
    exitCode: 0,
  })
})

test('a name that looks like an option is not offered as an argument before anything is typed', async () => {
  const { texts } = await complete(['best', ''])
  expect(texts).toContain('Zoé')
  expect(texts).not.toContain(DASHED)
})

test('words that look like options of exman are words to complete', async () => {
  const words = ['__complete', 'fish', '--', 'ls', '--help', '--version', '--', '--csv', '']
  expect(await print(words, cwd)).toEqual({ stdout: 'words\n', stderr: '', exitCode: 0 })
})

test.each(['bash', 'zsh', 'fish'])('the script for %s names the command that is asked', async (shell) => {
  const { stdout } = await print(['completion', shell], cwd)
  expect(stdout).toContain(`command exman __complete ${shell} -- `)
})

test('descriptions stand beside candidates in zsh and fish', async () => {
  expect((await print(['__complete', 'fish', '--', 'show', 'exp-'], cwd)).stdout).toContain(
    `${RUNS[0]}\tdone\n`,
  )
  expect((await print(['__complete', 'zsh', '--', 'ls', '--des'], cwd)).stdout).toBe(
    'words\n--desc\t--desc  -- the largest first\n',
  )
})
