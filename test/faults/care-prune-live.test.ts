/** F31: checkpoints are pruned while one process reads and another trains: what is running, marked or best is not touched. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { markRuns, openRuns } from '../../src'
import { exman } from '../cli-commands/run-program'
import { prunableRun } from '../care/prune/prunable-run'
import { wholeTree } from '../care/trash/whole-tree'
import { kill, script, start, untilSo } from './children'
import { scratch } from './scratch'

test('nothing without --yes; then only what nobody needs', async () => {
  const root = join(scratch(), 'root')
  const best = await prunableRun(root, { values: [0.01, 0.02], index: 1 })
  const pinned = await prunableRun(root, { index: 2 })
  const others = await Promise.all([3, 4, 5].map((index) => prunableRun(root, { index })))
  markRuns([(await openRuns(root)).find(pinned.id)], 'pinned')
  const reader = await start(script('care-reader', root, best.id, pinned.id))
  // One fit without end: between two of them nobody holds the run.
  const writer = await start(script('training-until-killed', root, 1e6))
  const running = writer.line.split('\n')[0]!.replace('run ', '')
  const rounds: string[] = []
  reader.child.stdout!.on('data', (data: Buffer) => rounds.push(...data.toString().trim().split('\n')))
  try {
    const holds = () =>
      readdirSync(join(running, 'models')).filter((name) => name.startsWith('model.')).length
    await untilSo(writer.child, () => existsSync(join(running, 'models')) && holds() >= 3)
    const go = (...words: string[]) => exman([...words, '--root', root], { cwd: root })
    const kept = [best, pinned].map(({ dir }) => wholeTree(dir))

    const before = wholeTree(join(root, 'exp-1-2'))
    const dry = await go('prune')
    expect([dry.code, dry.err]).toEqual([0, 'Nothing was changed. Add --yes to do it.\n'])
    expect(wholeTree(join(root, 'exp-1-2'))).toEqual(before)

    const held = new RegExp(`${basename(dirname(running))}/${basename(running)}  process \\d+ on .* holds it`)
    const prune = async () => {
      const { code, out, err } = await go('prune', '--yes')
      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(new RegExp(`${pinned.id} +it is marked "pinned"`))
      return out
    }
    let out = await prune()
    // Not told in the moment in which the training itself has removed all but one.
    for (let tries = 1; tries < 5 && !held.test(out); tries += 1) out = await prune()
    expect(out).toMatch(held)
    expect([best, pinned].map(({ dir }) => wholeTree(dir))).toEqual(kept)
    for (const { models, names } of others)
      expect(readdirSync(models).filter((name) => name.startsWith('model.'))).toEqual([names[1], names[3]])

    // Named, the running one is passed over all the same.
    const named = await go('prune', basename(running), '--yes')
    expect(named.out).toContain('No checkpoint goes.')

    // Both go on.
    const count = rounds.length
    await untilSo(reader.child, () => rounds.length >= count + 3)
    expect(rounds.at(-1)).toMatch(/^\d+ 6 0$/)
    expect(writer.child.exitCode).toBeNull()
    expect(holds()).toBeGreaterThanOrEqual(2)
  } finally {
    for (const { child } of [reader, writer]) await kill(child)
  }
})
