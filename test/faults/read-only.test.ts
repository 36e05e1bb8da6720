import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ExperimentManager, type Run } from '../../src'
import { compiled, PARAMS, stateOf, TWO_EPOCHS, weightsOf, x, y } from '../training/tiny'
import { run as runChild, script } from './children'
import { scratch } from './scratch'
import { describeWith } from './tools'

interface Answer {
  refused: Record<string, { code?: string; message?: string; cause?: string }>
  found: string[]
  [name: string]: unknown
}

/** A root with one run, trained for two epochs, and what reading it has to give. */
async function trained(): Promise<{ root: string; run: Run; expected: object }> {
  const root = join(scratch(), 'root')
  const callbacks = new ExperimentManager({ expBaseDir: root, monitor: 'loss' }).prepare(PARAMS)
  const { run } = callbacks
  const model = compiled()
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
  const { id, params, status, scores } = run
  // The loss of these two epochs falls, so the best weights are the last.
  const weights = weightsOf(model)
  return { root, run, expected: { found: [id], params, status, scores, rows: run.readLog(), weights } }
}

/** What the child says that tries everything; `user` are the words that make it another user. */
async function answerOf(root: string, id: string, user: string[] = []): Promise<Answer> {
  const { code, output } = await runChild(
    ['-C', '/', ...user, process.execPath, ...script('reading-only', root, id)],
    'env',
  )
  if (code !== 0) throw new Error(output)
  return JSON.parse(/^\{.*\}$/m.exec(output)![0]) as Answer
}

function expectReading(answer: Answer, expected: object): void {
  const read = Object.entries(answer).filter(([name]) => name !== 'refused')
  expect(Object.fromEntries(read)).toEqual(JSON.parse(JSON.stringify(expected)))
}

function expectRefusals(
  { refused }: Answer,
  { root, run }: { root: string; run: Run },
  cause: string,
  why: string,
) {
  const code = 'EXMAN_NO_PERMISSION'
  expect(refused).toEqual({
    'another run': { code, cause, message: told(dirname(run.dir), why) },
    'another experiment': { code, cause, message: told(`${root}/exp-`, why) },
    'another root': { code: 'EXMAN_ROOT_INVALID', cause: code, message: told(`${root}/sub`, why) },
    'another epoch': { code, cause, message: told(run.dir, why) },
  })
}

const told = (path: string, why: string) =>
  expect.stringMatching(new RegExp(`${path.replaceAll('.', '\\.')}.*${why}`)) as string

describeWith(['another user'], 'for a plain user in the folders of somebody else', () => {
  const user = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']

  test('whatever writes is refused with path and reason and leaves nothing; whatever reads works', async () => {
    const { root, run, expected } = await trained()
    for (const name of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })])
      chmodSync(join(root, name), /\.(json|csv|bin)$/.test(name) ? 0o444 : 0o555)
    chmodSync(dirname(dirname(root)), 0o755)
    const before = stateOf(root)
    const answer = await answerOf(root, run.id, user)
    expectRefusals(answer, { root, run }, 'EACCES', 'this user has no permission \\(EACCES')
    expectReading(answer, expected)
    expect(stateOf(root)).toEqual(before)
  })
})

describeWith(['mounts'], 'on a disk that is mounted read-only', () => {
  let root: string | undefined

  afterEach(() => {
    if (root !== undefined) execFileSync('umount', [root])
    root = undefined
  })

  test('whatever writes is refused with path and reason and leaves nothing; whatever reads works', async () => {
    const made = await trained()
    execFileSync('mount', ['--bind', made.root, made.root])
    root = made.root
    execFileSync('mount', ['-o', 'remount,ro,bind', root])
    const before = stateOf(root)
    const answer = await answerOf(root, made.run.id)
    expectRefusals(answer, made, 'EROFS', 'the disk is mounted read-only \\(EROFS')
    expectReading(answer, made.expected)
    expect(stateOf(root)).toEqual(before)
  })
})
