/** Many processes that want the same experiment at once: one trains, and all get what it came to. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { nodeModules } from '../compiled'
import { limit, times } from '../soak'
import { endingBelow, runBelow, type Ending } from './exact-ending'
import { script } from './children'
import { scratch } from './scratch'

jest.setTimeout(limit(120))

const MANY = times(40, 200)
const KILLED = 3

interface Answer {
  result: { weights: string; loss: number }
  reused: boolean
  id: string
  status: string
}

interface Racer {
  child: ChildProcess
  lines: Interface
  closed: Promise<unknown>
  /** What it has complained of so far. */
  errors: () => string
}

const racers = new Set<Racer>()

afterEach(async () => {
  for (const { child } of racers) child.kill('SIGKILL')
  await Promise.all([...racers].map(({ closed }) => closed))
  racers.clear()
})

async function startRacer(dir: string, deaths: number): Promise<Racer> {
  const child = spawn(process.execPath, script('exact-race', dir, deaths), {
    env: { ...process.env, NODE_PATH: nodeModules },
    cwd: dir,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const lines = createInterface(child.stdout)
  const racer = { child, lines, closed: once(child, 'close'), errors: () => errors }
  racers.add(racer)
  await once(racer.lines, 'line')
  return racer
}

/** What a process got; `onTraining` hears of each epoch that it begins. Undefined when it was killed before. */
function answerOf(racer: Racer, onTraining: (racer: Racer, completed: number) => void) {
  const { child, lines, closed, errors } = racer
  return new Promise<Answer | undefined>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, completed] = /^training (\d+)$/.exec(line) ?? []
      if (completed === undefined) resolve(JSON.parse(line) as Answer)
      else onTraining(racer, Number(completed))
    })
    void closed.then(() => {
      if (child.signalCode === 'SIGKILL') resolve(undefined)
      else reject(new Error(`a process ended without an answer: ${errors()}`))
    })
  })
}

/** Lets so many processes go at once; gives what they got, and where each training began that came of it. */
async function race(
  dir: string,
  count: number,
  deaths = 0,
  onTraining: (racer: Racer, completed: number) => void = () => undefined,
): Promise<{ answers: Answer[]; bodies: string[]; began: number[]; ending: Ending }> {
  const started: Racer[] = []
  // A few at a time: it is the start that must not be slow, and the race that must be tight.
  for (let n = 0; n < count; n += 4)
    started.push(...(await Promise.all(Array.from({ length: 4 }, () => startRacer(dir, deaths)))))
  const began = new Map<Racer, number>()
  const waiting = started.map((racer) =>
    answerOf(racer, (one, completed) => {
      if (!began.has(one)) began.set(one, completed)
      onTraining(one, completed)
    }),
  )
  for (const { child } of started) child.stdin!.write('go\n')
  const answers = (await Promise.all(waiting)).filter((answer) => answer !== undefined)
  const bodies = readFileSync(join(dir, 'bodies'), 'utf8').trim().split('\n')
  return { answers, bodies, began: [...began.values()], ending: endingBelow(join(dir, 'root')) }
}

/** All got the same from the same run, and exactly one of them trained. */
function expectOneTrained(answers: readonly Answer[]): void {
  const [first] = answers
  expect(answers.filter(({ reused }) => !reused)).toHaveLength(1)
  for (const answer of answers) expect(answer).toEqual({ ...first, reused: answer.reused, status: 'done' })
}

describe(`of ${MANY} processes that run the same experiment at once`, () => {
  let alone: Ending
  beforeAll(async () => {
    const { bodies, ending } = await race(scratch(), 4)
    expect(bodies).toHaveLength(1)
    alone = ending
  })

  test('one trains, and the others wait for its result: the body ran once', async () => {
    const { answers, bodies, began, ending } = await race(scratch(), MANY)
    expect(answers).toHaveLength(MANY)
    expectOneTrained(answers)
    expect(bodies).toHaveLength(1)
    expect(began).toEqual([0])
    expect(ending).toEqual(alone)
  })

  test('the one that trains is killed, and the next, and the next: each time exactly one other goes on with the run, and all get the result', async () => {
    const dir = scratch()
    const killed: number[] = []
    const { answers, bodies, began, ending } = await race(dir, MANY, KILLED, ({ child }, completed) => {
      // Each gets a few epochs further than the one before.
      const isNext = killed.length < KILLED && !killed.includes(child.pid!)
      if (!isNext || completed < 3 * (killed.length + 1)) return
      killed.push(child.pid!)
      child.kill('SIGKILL')
    })
    expect(answers).toHaveLength(MANY - KILLED)
    expectOneTrained(answers)
    const { id } = answers[0]!
    expect(runBelow(join(dir, 'root')).endsWith(id)).toBe(true)
    const by = bodies.map((line) => line.split(' '))
    expect(by.map(([, of]) => of)).toEqual(Array(KILLED + 1).fill(id))
    expect(by.slice(0, KILLED).map(([pid]) => Number(pid))).toEqual(killed)
    // Of the epoch before the last one the checkpoint was on the disk.
    expect(began.map((first, at) => first >= 3 * at - 1)).toEqual(Array(KILLED + 1).fill(true))
    expect(ending).toEqual(alone)
  })
})
