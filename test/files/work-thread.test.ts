import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { FileError } from '../../src'
import { WorkThread } from '../../src/files'
import { realDisk } from '../../src/files/disk'
import { compiled, nodeModules } from '../compiled'
import { run as runChild, script } from '../faults/children'
import { under } from '../faults/faulty-disk'

interface Job {
  what: string
  bytes: Uint8Array
}

// The packages of the repository, for a thread of a module that is compiled elsewhere.
beforeAll(() => (process.env['NODE_PATH'] = nodeModules))

const newThread = () => new WorkThread<Job, number>(join(compiled, 'test/fixtures/files-thread.js'))
const job = (what: string, bytes = Uint8Array.of(1, 2, 3)): Job => ({ what, bytes })

test('gives the result, and takes the memory over that it is given', async () => {
  const bytes = Uint8Array.of(1, 2, 3)
  expect(await newThread().run(job('sum', bytes), [bytes.buffer])).toEqual({ result: 6 })
  expect(bytes.byteLength).toBe(0)
})

test('several jobs at once have each their own result', async () => {
  const thread = newThread()
  const done = [5, 6, 7].map((byte) => thread.run(job('sum', Uint8Array.of(byte)), []))
  expect(await Promise.all(done)).toEqual([{ result: 5 }, { result: 6 }, { result: 7 }])
})

test('a FileError comes back as one, with its cause', async () => {
  const error: unknown = await newThread()
    .run(job('file'), [])
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(FileError)
  expect(error).toMatchObject({
    code: 'EXMAN_DISK_FULL',
    message: 'Could not write /a.',
    path: '/a',
    stack: expect.stringContaining('files-thread') as string,
    cause: { message: 'ENOSPC: no space left', code: 'ENOSPC', path: '/a', errno: -28 },
  })
})

test('what else is thrown comes back, too', async () => {
  await expect(newThread().run(job('other'), [])).rejects.toThrow('a mistake')
  await expect(newThread().run(job('text'), [])).rejects.toBe('just text')
})

test('a thread that ends in the middle fails its job, and the next job has a new one', async () => {
  const thread = newThread()
  await expect(thread.run(job('end'), [])).rejects.toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
  expect(await thread.run(job('sum'), [])).toEqual({ result: 6 })
})

test('what cannot be sent is refused, and the thread goes on', async () => {
  const thread = newThread()
  const unsendable = { ...job('sum'), done: () => undefined }
  await expect(thread.run(unsendable, [])).rejects.toThrow('could not be cloned')
  expect(await thread.run(job('sum'), [])).toEqual({ result: 6 })
})

test('a thread that ended while it had nothing to do is replaced', async () => {
  const thread = newThread()
  const post = jest.spyOn(Worker.prototype, 'postMessage')
  expect(await thread.run(job('end later'), [])).toEqual({ result: 6 })
  await once(post.mock.contexts[0] as Worker, 'exit')
  post.mockRestore()
  expect(await thread.run(job('sum'), [])).toEqual({ result: 6 })
})

test.each([
  ['there is no such module', join(compiled, 'test/fixtures/none.js')],
  ['the module cannot be run', join(compiled, 'package.json')],
])('where %s nothing is done, and nothing is taken', async (_, module) => {
  const given = job('sum')
  expect(
    await new WorkThread<Job, number>(module).run(given, [given.bytes.buffer as ArrayBuffer]),
  ).toBeUndefined()
  expect(given.bytes.byteLength).toBe(3)
})

test('a disk that a test has put in place is only in this thread', async () => {
  let done: unknown = 'not yet'
  await under({ ...realDisk }, async () => {
    done = await newThread().run(job('sum'), [])
  })
  expect(done).toBeUndefined()
})

test('it keeps the process alive while it works, and not longer', async () => {
  const { code, output } = await runChild(script('files-thread-idle'))
  expect([code, output]).toEqual([0, '6\n'])
})
