import { Notebook, type Found } from '../../../src/care/check/notebook'
import { settledLook } from '../../../src/care/check/settled-look'
import type { Subject } from '../../../src/care/check/subject'

/** A folder in which each look finds something else. */
function changing(
  ...looks: [code: 'log-torn' | 'status-lost', path: string][][]
): Subject & { count: () => number } {
  let count = 0
  const look = (): Found[] => {
    const notebook = new Notebook('/root')
    for (const [code, path] of looks[count++] ?? []) notebook.add(code, path, 'It is so.')
    return notebook.found
  }
  return { dir: '/root', lock: undefined, look, count: () => count }
}

test('what only one of two looks finds was being written, and is no finding', async () => {
  const subject = changing(
    [
      ['log-torn', '/root/a'],
      ['status-lost', '/root/a'],
    ],
    [
      ['status-lost', '/root/a'],
      ['log-torn', '/root/b'],
    ],
  )
  const found = await settledLook(subject, { verify: true })
  expect(found.map(({ finding: { code, where } }) => [code, where])).toEqual([['status-lost', 'a']])
})

test('where nothing is found, one look is enough', async () => {
  const subject = changing([], [['log-torn', '/root/a']])
  expect(await settledLook(subject, { verify: true })).toEqual([])
  expect(subject.count()).toBe(1)
})
