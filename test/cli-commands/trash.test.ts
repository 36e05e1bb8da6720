import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { anywhere, DONE, FAILED, fixedTree } from './fixed-tree'
import type { Given } from './fake-terminal'
import { exman } from './run-program'
import { namedRun } from '../catalog/trees'
import { commitAll } from '../checkpoint/checkpoints'
import { scratch } from '../faults/scratch'

/** The command in a fixed tree. */
async function tree() {
  const root = await fixedTree()
  const go = async (words: string[], more: Partial<Given> = {}) => {
    const { code, out, err } = await exman([...words, '--root', root], { cwd: root, ...more })
    const moved = anywhere(out, root).replace(/\d{4}-\d\d-\d\d \d\d:\d\d(?=  exp)/g, '<when>')
    return { code, out: moved, err: anywhere(err, root) }
  }
  return { root, go }
}

const ASKED = { columns: 100 }
const UNCHANGED = 'Nothing was changed. Add --yes to do it.\n'

const PLAN = `To the trash: 1 run, 3.2 kB
  exp-11-22/run--26-11-21--14-02  3.2 kB
`
const PROTECTED = `Protected, unless named by themselves:
  exp-33-44/run--26-11-22--10-30  it is the best run by val_loss
`

describe('rm', () => {
  test('shows what would go and what is protected, and changes nothing without --yes', async () => {
    const { root, go } = await tree()
    expect(await go(['rm', '--where', 'epochs > 0'])).toEqual({
      code: 0,
      out: PLAN + PROTECTED,
      err: UNCHANGED,
    })
    expect(existsSync(join(root, FAILED))).toBe(true)
    expect(existsSync(join(root, '.exman'))).toBe(false)
  })

  test.each([
    ['n\n', 'Nothing was changed.', true],
    ['', 'Nothing was changed.', true],
    ['y\n', 'Move 1 run to the trash?', false],
  ])('asks whoever sits at a terminal: %j', async (answer, told, isThere) => {
    const { root, go } = await tree()
    const { code, err } = await go(['rm', FAILED], { ...ASKED, answer })
    expect([code, err]).toEqual([0, expect.stringContaining(told)])
    expect(existsSync(join(root, FAILED))).toBe(isThere)
  })

  test.each([['rm'], ['delete']])(
    'exman %s moves what is named, the best too, and says how it comes back',
    async (word) => {
      const { root, go } = await tree()
      expect(await go([word, 'best', '--all', '--yes'])).toEqual({
        code: 0,
        out: `To the trash: 1 run, 1.3 kB
  exp-33-44/run--26-11-22--10-30  1.3 kB  although it is the best run by val_loss
Moved 1 run to the trash, 1.3 kB. exman restore brings it back; exman trash --empty frees the disk.
`,
        err: '',
      })
      expect(readdirSync(join(root, 'exp-33-44'))).toEqual([])
    },
  )

  test('with --force what is protected goes, too', async () => {
    const { go } = await tree()
    const { code, out } = await go(['rm', '--where', 'epochs > 0', '--force', '--yes'])
    expect([code, out]).toEqual([0, expect.stringContaining('Moved 2 runs to the trash')])
  })

  test('says so, with exit code 1, when all that was asked for is protected', async () => {
    const { go } = await tree()
    expect(await go(['rm', 'exp-33-44', '--yes'])).toEqual({
      code: 1,
      out: `No run goes to the trash.\n${PROTECTED}`,
      err: '',
    })
  })

  test('prints the plan, and what came of it, as JSON', async () => {
    const { root, go } = await tree()
    const plan = await go(['rm', '--where', 'epochs > 0', '--json'])
    expect(JSON.parse(plan.out)).toEqual({
      steps: [
        { id: FAILED, dir: `/experiments/${FAILED}`, bytes: expect.any(Number) as number, despite: [] },
      ],
      refused: [{ id: DONE, dir: `/experiments/${DONE}`, why: 'it is the best run by val_loss' }],
      bytes: expect.any(Number) as number,
    })
    expect(existsSync(join(root, FAILED))).toBe(true)
    const done = await go(['rm', FAILED, '--json', '--yes'])
    expect(JSON.parse(done.out)).toMatchObject({
      removed: [{ id: FAILED }],
      refused: [],
      leftAlone: [],
    })
  })

  test.each([
    [['rm'], 'EXMAN_OPTION_INVALID'],
    [['rm', 'frobnicate'], 'EXMAN_RUN_NOT_FOUND'],
    [['rm', '--where', '('], 'EXMAN_QUERY_INVALID'],
    [['restore', 'latest'], 'There are no runs in the trash.'],
    [['restore'], 'missing required argument'],
    [['trash', '--yes'], '--yes is for --empty'],
    [['trash', '--older-than', 'long'], 'Write a number of hours, days or weeks'],
    [['prune', '--keep-best', '-1'], 'Write an integer, 0 or more.'],
    [['prune', '--keep-best', '0', '--keep-last', '0'], 'EXMAN_OPTION_INVALID'],
    [['prune', '--max-bytes', '10'], 'Write a number and its unit'],
  ])('wrong use: %j', async (words, told) => {
    const { go } = await tree()
    const { code, err } = await go(words)
    expect([code, err]).toEqual([2, expect.stringContaining(told)])
  })
})

describe('trash and restore', () => {
  test('lists what is there, frees it after asking, or brings it back', async () => {
    const { root, go } = await tree()
    expect((await go(['trash'])).out).toBe('The trash is empty.\n')
    await go(['rm', FAILED, DONE, '--yes'])
    const list = `In the trash: 2 runs, 4.5 kB
  <when>  exp-11-22/run--26-11-21--14-02  3.2 kB
  <when>  exp-33-44/run--26-11-22--10-30  1.3 kB
`
    expect(await go(['trash'])).toEqual({ code: 0, out: list, err: '' })
    expect(await go(['trash', '--empty'])).toEqual({ code: 0, out: list, err: UNCHANGED })
    expect((await go(['trash', '--empty', '--older-than', '1h', '--yes'])).out).toBe(
      'Nothing is in the trash for that long.\n',
    )
    expect(await go(['restore', 'latest', '--yes'])).toEqual({
      code: 0,
      out: `Restored ${DONE}, 1.3 kB, to /experiments/${DONE}\n`,
      err: '',
    })
    expect((await go(['trash', '--empty', '--yes'])).out).toMatch(
      /Removed 1 run for good, which freed 3\.2 kB\.\n$/,
    )
    expect(readdirSync(join(root, '.exman/trash'))).toEqual([])
    expect(JSON.parse((await go(['trash', '--json'])).out)).toEqual({ entries: [], bytes: 0 })
  })

  test('a place that is occupied is told, and nothing is changed', async () => {
    const { root, go } = await tree()
    await go(['rm', FAILED, '--yes'])
    mkdirSync(join(root, FAILED))
    const { code, err } = await go(['restore', FAILED])
    expect([code, err]).toEqual([
      1,
      `exman: EXMAN_PLACE_OCCUPIED: ${FAILED} cannot be brought back: something is at /experiments/${FAILED}. Move that elsewhere, or to the trash, and try again.\n`,
    ])
  })

  test('runs by number, as Python’s exman has it, also where all runs of several roots are in the trash', async () => {
    const folder = scratch()
    for (const name of ['a', 'b']) await namedRun(join(folder, name))
    const go = (...words: string[]) => exman(words, { cwd: folder })
    expect((await go('delete', '1', '--root', join(folder, 'a'), '--yes')).code).toBe(0)
    expect((await go('rm', '1', '--yes')).code).toBe(0)
    expect((await go('trash')).out).toMatch(/^In the trash: 2 runs/)
    const { err } = await go('restore', '1')
    expect(err).toMatch(/EXMAN_RUN_AMBIGUOUS: .*\/a\), .*\/b\)\. Give one root, such as by --root\.\n$/)
    expect((await go('restore', '1', '--root', join(folder, 'a'))).code).toBe(0)
    expect((await go('restore', 'latest')).code).toBe(0)
    expect((await go('trash')).out).toBe('The trash is empty.\n')
  })
})

describe('prune', () => {
  const PRUNED = `To be removed: checkpoints of 1 run, 1.5 kB
  exp-11-22/run--26-11-21--14-02  1.5 kB  model.01-0.7500, model.03-0.6250, model.04-0.9000
`

  async function overgrown() {
    const { root, go } = await tree()
    await commitAll(join(root, FAILED, 'models'), { 1: 0.75, 4: 0.9, 5: 0.8 })
    const left = () => readdirSync(join(root, FAILED, 'models')).filter((name) => name.startsWith('model.'))
    return { root, go, left }
  }

  test('shows what would go, and changes nothing without --yes', async () => {
    const { go, left } = await overgrown()
    expect(await go(['prune'])).toEqual({ code: 0, out: PRUNED, err: UNCHANGED })
    expect(left()).toHaveLength(5)
    expect(await go(['prune', '--yes'])).toEqual({
      code: 0,
      out: `${PRUNED}Pruned 1 run, which freed 1.5 kB.\n`,
      err: '',
    })
    expect(left()).toEqual(['model.02-0.5000', 'model.05-0.8000'])
    expect(await go(['prune', '--yes'])).toEqual({ code: 0, out: 'No checkpoint goes.\n', err: '' })
  })

  test('says by how much a root stays above a limit, with exit code 1', async () => {
    const { go } = await overgrown()
    const { code, out } = await go(['prune', '--max-bytes', '1kB'])
    expect([code, out]).toEqual([1, `${PRUNED}/experiments has 6.0 kB, and stays 3.5 kB above the limit.\n`])
  })

  test('is about the runs that are named, or of which a question holds', async () => {
    const { go } = await overgrown()
    expect((await go(['prune', DONE])).out).toBe('No checkpoint goes.\n')
    expect((await go(['prune', '--where', 'status = failed', '--keep-last', '4'])).out).toMatch(
      / 506 B +model.01-0\.7500\n$/,
    )
    const plan = JSON.parse((await go(['prune', FAILED, '--json'])).out) as { steps: unknown[] }
    expect(plan).toMatchObject({ steps: [{ id: FAILED }], refused: [], left: [], roots: [] })
  })
})
