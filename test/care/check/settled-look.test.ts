import { Notebook, type Found } from '../../../src/care/check/notebook'
import { settledLooks } from '../../../src/care/check/settled-look'
import type { Subject } from '../../../src/care/check/subject'

type Seen = [code: 'log-torn' | 'status-lost', path: string]

/** A folder in which each look finds something else. */
function changing(...looks: Seen[][]): Subject & { times: number[] } {
  const times: number[] = []
  const look = (): Found[] => {
    const notebook = new Notebook('/tree')
    for (const [code, path] of looks[times.length] ?? []) notebook.add(code, path, 'It is so.')
    times.push(performance.now())
    return notebook.found
  }
  return { dir: '/tree', lock: undefined, look, times }
}

/** What is found for sure, and how many folders were told to be done. */
async function settled(...subjects: Subject[]): Promise<{ found: string[]; done: number }> {
  let done = 0
  const step = (isDone: boolean) => Promise.resolve(void (done += Number(isDone)))
  const wrong = await settledLooks(subjects, { verify: true }, step)
  const found = wrong.flatMap((each) => each.found.map(({ finding: { code, where } }) => `${code} ${where}`))
  return { found, done }
}

const LOST: Seen = ['status-lost', '/tree/a']

test('what only one of two looks finds was being written, and is no finding', async () => {
  const subject = changing([['log-torn', '/tree/a'], LOST], [LOST, ['log-torn', '/tree/b']])
  expect(await settled(subject)).toEqual({ found: ['status-lost a'], done: 1 })
})

test('where nothing is found, one look is enough', async () => {
  const subject = changing([], [LOST])
  expect(await settled(subject)).toEqual({ found: [], done: 1 })
  expect(subject.times).toHaveLength(1)
})

test('the second look comes later than any process takes between two files, and all folders wait for it together', async () => {
  const subjects = Array.from({ length: 50 }, () => changing([LOST], []))
  expect(await settled(...subjects)).toEqual({ found: [], done: 50 })
  // So the last of the first looks is what the first of the second ones has waited for.
  const [first, second] = [0, 1].map((at) => subjects.map(({ times }) => times[at]!))
  expect(Math.min(...second!) - Math.max(...first!)).toBeGreaterThan(45)
})
