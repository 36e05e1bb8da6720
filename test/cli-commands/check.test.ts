import { renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FINDINGS, type Finding } from '../../src'
import { edit, plant, plantOnce } from '../care/planted'
import { exman } from './run-program'

plantOnce()

const TEMPORARY = '.exman-0123456789abcdef.tmp'

describe('exman check', () => {
  test('says of a whole tree that nothing is wrong, and ends with 0', async () => {
    const { root } = plant('keyed')
    expect(await exman(['check'], { cwd: root })).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+ folders, nothing is wrong\.\n$/) as string,
      err: '',
    })
  })

  test('tells of each finding in a line, sums up, and ends with 1', async () => {
    const { root, run, dir } = plant('keyed')
    edit(join(dir, 'hyperparameters.json'), (params) => Object.assign(params, { author: 'bob' }))
    writeFileSync(join(dir, TEMPORARY), '')
    const { code, out, err } = await exman(['check', '--root', root], { cwd: '/' })
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out.split('\n')).toEqual([
      `params-edited  ${run}/hyperparameters.json: It was edited since the run was made, in what is no part of the key of the experiment.`,
      `stray-file     ${run}/${TEMPORARY}: It was never finished, and its process is gone.`,
      expect.stringMatching(/^\d+ folders, 2 findings; exman repair mends 1 of them\.$/),
      '',
    ])
  })

  test('names the root above the findings where there are several', async () => {
    const [first, second] = [plant('keyed'), plant('named')]
    for (const { dir } of [first, second]) writeFileSync(join(dir, TEMPORARY), '')
    const { out } = await exman(['check', '--root', first.root, '--root', second.root], { cwd: '/' })
    expect(out.split('\n').filter((line) => line.startsWith('/'))).toEqual([first.root, second.root])
  })

  test('--quick looks at the sizes of checkpoints only', async () => {
    const { root, dir } = plant('keyed')
    const weights = join(dir, 'models/best/weights.bin')
    const size = 40
    truncateSync(weights, size)
    expect((await exman(['check', '--quick'], { cwd: root })).out).toContain(
      `weights.bin has ${size} bytes, not`,
    )
    edit(join(dir, 'models/best/manifest.json'), ({ files }) =>
      Object.assign((files as Record<string, object>)['weights.bin']!, { bytes: size }),
    )
    expect((await exman(['check', '--quick'], { cwd: root })).code).toBe(0)
    expect((await exman(['check'], { cwd: root })).out).toContain(
      'weights.bin has other content than was saved',
    )
  })

  test('looks only at the runs that are named', async () => {
    const { root, dir, run } = plant('keyed')
    writeFileSync(join(dir, TEMPORARY), '')
    expect(await exman(['check', 'latest'], { cwd: root })).toMatchObject({
      code: 0,
      out: '1 folder, nothing is wrong.\n',
    })
    expect(await exman(['check', run, 'latest'], { cwd: root })).toMatchObject({ code: 1 })
    expect(await exman(['check', 'nobody'], { cwd: root })).toMatchObject({ code: 2 })
  })

  test('--json prints all that is known of the findings', async () => {
    const { root, run, dir } = plant('named')
    writeFileSync(join(dir, TEMPORARY), '')
    const { out } = await exman(['check', '--json'], { cwd: root })
    const { findings, folders } = JSON.parse(out) as { findings: Finding[]; folders: number }
    expect(folders).toBeGreaterThan(3)
    expect(findings).toEqual([
      {
        code: 'stray-file',
        message: 'It was never finished, and its process is gone.',
        root,
        where: `${run}/${TEMPORARY}`,
        run: run.slice('runs/'.length),
        repair: 'removes it',
      },
    ])
    expect(Object.keys(FINDINGS)).toContain(findings[0]!.code)
  })

  test('lets nothing on the disk steer the terminal', async () => {
    const { root, dir, parent } = plant('keyed')
    renameSync(dir, join(root, parent, 'run--\u001b[31m'))
    const { out } = await exman(['check'], { cwd: root })
    expect(out).toContain('\\u001b[31m')
    expect(out).not.toContain('\u001b')
  })
})
