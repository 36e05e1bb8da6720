import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree } from '../../bench/tree'
import { keyedRun, namedRun, recordsOf } from '../catalog/trees'
import { scratch } from '../faults/scratch'
import { exman } from './run-program'

const lines = (text: string) => text.trimEnd().split('\n')

/** Three numbered runs, of rates 0.01, 0.02 and 0.03. */
async function numbered(): Promise<{ root: string; ids: string[] }> {
  const root = join(scratch(), 'root')
  for (const lr of ['0.01', '0.02', '0.03']) await namedRun(root, ['--lr', lr])
  return { root, ids: (await recordsOf(root)).map(({ id }) => id) }
}

const marked = async (root: string) =>
  (await recordsOf(root)).filter(({ marks }) => marks.includes('good')).map(({ id }) => id)

describe('exman mark', () => {
  test('marks runs by number, as the Python tool does, and says which were so already', async () => {
    const { root, ids } = await numbered()
    const first = await exman(['mark', 'good', '1', '3'], { cwd: root })
    expect(first).toEqual({ code: 0, out: `Marked as good: 2 runs\n  ${ids[0]}\n  ${ids[2]}\n`, err: '' })
    const { out } = await exman(['mark', 'good', '2', '3'], { cwd: root })
    expect(lines(out)).toEqual([
      'Marked as good: 1 run',
      `  ${ids[1]}`,
      'Marked so already: 1 run',
      `  ${ids[2]}`,
    ])
    expect(await marked(root)).toEqual(ids)
    expect(existsSync(join(root, 'marked/good', ids[1]!, 'params.yaml'))).toBe(true)
  })

  test('takes a question, the name of an experiment and --json', async () => {
    const root = scratch()
    for (const seed of [1, 2]) await keyedRun(root, {}, { seed })
    await keyedRun(root, { training: { lr: 5 } })
    const [a, b, c] = await recordsOf(root)
    const asked = await exman(['mark', 'good', '--where', 'training.lr = 5', '--json'], { cwd: root })
    expect(JSON.parse(asked.out)).toEqual({ mark: 'good', changed: [c!.id], unchanged: [] })
    await exman(['mark', 'good', a!.experiment!], { cwd: root })
    expect(await marked(root)).toEqual([a!.id, b!.id, c!.id])
    expect(
      lines(
        (await exman(['ls', '--where', "marks = 'good'", '--csv', '--columns', 'id'], { cwd: root })).out,
      ),
    ).toHaveLength(4)
    const none = await exman(['mark', 'bad', '--where', 'training.lr > 5'], { cwd: root })
    expect(none).toEqual({ code: 0, out: 'No run fits, so nothing was changed.\n', err: '' })
  })

  test('names twenty runs at most', async () => {
    const root = scratch()
    keyedTree(root, 23)
    const { out } = await exman(['mark', 'good', '--where', 'epochs > 0'], { cwd: root })
    expect(lines(out)).toHaveLength(22)
    expect(lines(out).at(-1)).toBe('  and 3 more')
  })

  test.each([
    ['no run', ['mark', 'good'], 'EXMAN_OPTION_INVALID'],
    ['a run that there is not', ['mark', 'good', '9'], 'EXMAN_RUN_NOT_FOUND'],
    ['a mark that leads elsewhere', ['mark', '../runs', '1'], 'EXMAN_OPTION_INVALID'],
    ['an empty mark', ['unmark', '', '1'], 'EXMAN_OPTION_INVALID'],
    ['no mark', ['mark'], "missing required argument 'mark'"],
  ])('%s is wrong use, and changes nothing', async (_, words, why) => {
    const { root } = await numbered()
    const { code, err } = await exman(words, { cwd: root })
    expect([code, err]).toEqual([2, expect.stringContaining(why)])
    expect(await marked(root)).toEqual([])
  })
})

test('exman unmark takes marks away, and says which runs had none', async () => {
  const { root, ids } = await numbered()
  await exman(['mark', 'good', '1', '2'], { cwd: root })
  const { code, out } = await exman(['unmark', 'good', '--where', 'lr >= 0.02'], { cwd: root })
  expect([code, ...lines(out)]).toEqual([
    ...[0, 'No longer marked as good: 1 run', `  ${ids[1]}`],
    ...['Not marked so before: 1 run', `  ${ids[2]}`],
  ])
  expect(await marked(root)).toEqual([ids[0]])
})

describe('exman note', () => {
  test('notes, prints and clears', async () => {
    const { root, ids } = await numbered()
    const note = (...words: string[]) => exman(['note', ...words], { cwd: root })
    expect(await note('2')).toEqual({ code: 0, out: '', err: `${ids[1]} has no note.\n` })
    expect((await note('2', 'first line\n\u001b[31msecond')).out).toBe(`Noted of ${ids[1]}.\n`)
    expect((await note('2', 'first line\n\u001b[31msecond')).out).toBe(
      `That was noted of ${ids[1]} before.\n`,
    )
    expect((await note('2')).out).toBe('first line\n\\u001b[31msecond\n')
    expect((await exman(['show', '2', '--no-curves'], { cwd: root })).out).toContain(
      '\n  note     first line\n           \\u001b[31msecond\n',
    )
    expect(JSON.parse((await note('2', '--json')).out)).toEqual({
      id: ids[1],
      note: 'first line\n\u001b[31msecond',
    })
    expect((await note('2', '--clear')).out).toBe(`The note of ${ids[1]} is gone.\n`)
    expect((await note('2', '--clear')).out).toBe(`${ids[1]} has no note.\n`)
    expect((await recordsOf(root))[1]!.note).toBeNull()
  })

  test('says so when what was noted cannot be read', async () => {
    const { root, ids } = await numbered()
    writeFileSync(join(root, 'runs', ids[0]!, 'notes.json'), '{')
    const { code, out, err } = await exman(['note', '1'], { cwd: root })
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('notes.json')])
  })

  test.each([
    ['a text beside --clear', ['note', '1', 'x', '--clear']],
    ['an empty text', ['note', '1', '']],
    ['a run that there is not', ['note', '9', 'x']],
  ])('%s is wrong use', async (_, words) => {
    const { root } = await numbered()
    expect((await exman(words, { cwd: root })).code).toBe(2)
    expect((await recordsOf(root))[0]!.note).toBeNull()
  })
})
