import { existsSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesBelow } from '../catalog/trees'
import { edit, plant, plantOnce, type Planted } from '../care/planted'
import { exman } from './run-program'

plantOnce()

const TEMPORARY = '.exman-0123456789abcdef.tmp'

/** Something that can be mended, and something that cannot. */
function damage({ dir }: Planted): void {
  edit(join(dir, 'hyperparameters.json'), (params) => Object.assign(params, { author: 'bob' }))
  writeFileSync(join(dir, TEMPORARY), '')
}

const planOf = ({ run }: Planted) => [
  'To be mended:',
  `stray-file  ${run}/${TEMPORARY}: removes it`,
  'Left for you:',
  expect.stringMatching(
    `params-edited  ${run}/hyperparameters.json: It was edited .* Put them back as they were\\. Nothing is hashed anew`,
  ) as string,
]

describe('exman repair', () => {
  test('shows its plan, changes nothing where nobody is asked, and ends with 1', async () => {
    const tree = plant('keyed')
    damage(tree)
    const before = bytesBelow(tree.root)
    const { code, out, err } = await exman(['repair'], { cwd: tree.root })
    expect({ code, err }).toEqual({ code: 1, err: 'Nothing was changed. Add --yes to do it.\n' })
    expect(out.split('\n')).toEqual([...planOf(tree), ''])
    expect(bytesBelow(tree.root)).toEqual(before)
  })

  test.each([
    ['with --yes', ['--yes'], {}],
    ['when somebody agrees', [], { answer: 'y\n' }],
  ])('mends what it can %s, and says what is left', async (_, words, given) => {
    const tree = plant('keyed')
    damage(tree)
    const { code, out } = await exman(['repair', ...words], { cwd: tree.root, ...given })
    expect(out.split('\n')).toEqual([...planOf(tree), '1 thing mended.', ''])
    expect(code).toBe(1)
    expect(existsSync(join(tree.dir, TEMPORARY))).toBe(false)
  })

  test('ends with 0 when nothing is left, and a second one has nothing to do', async () => {
    const { root, dir } = plant('named')
    unlinkSync(join(dir, 'models/last.json'))
    expect(await exman(['repair', '--yes'], { cwd: root })).toMatchObject({ code: 0, err: '' })
    const again = await exman(['repair'], { cwd: root })
    expect(again).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+ folders, nothing is wrong\.\n$/) as string,
      err: '',
    })
  })

  test('--json prints plan and outcome', async () => {
    const { root, dir } = plant('named')
    unlinkSync(join(dir, 'models/last.json'))
    const planned = JSON.parse((await exman(['repair', '--json'], { cwd: root })).out) as object
    expect(planned).toMatchObject({ steps: [{ code: 'pointer-wrong' }], left: [], outcome: null })
    const done = JSON.parse((await exman(['repair', '--json', '--yes'], { cwd: root })).out) as object
    expect(done).toMatchObject({ outcome: { done: [{ code: 'pointer-wrong' }], gone: [], failed: [] } })
  })

  test('says what it could not mend, and ends with 1', async () => {
    const { root, dir } = plant('keyed')
    unlinkSync(join(dir, 'models/last.json'))
    // Something of the user's stands where a file is to be written.
    unlinkSync(join(dir, 'models/last'))
    mkdirSync(join(dir, 'models/last.json/mine'), { recursive: true })
    const { code, out } = await exman(['repair', '--yes'], { cwd: root })
    expect(code).toBe(1)
    expect(out).toMatch(
      /0 things mended\.\nCould not be mended:\npointer-wrong .*models\/last\.json: Could not read exp-/,
    )
    expect(existsSync(join(dir, 'models/last.json/mine'))).toBe(true)
  })
})
