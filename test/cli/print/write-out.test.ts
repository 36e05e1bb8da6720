import { existsSync } from 'node:fs'
import { describeSkipped } from '../../skipped'
import { inShell } from './terminal'

const WRITES = `
const { writeOut } = load('write-out.js')
for (let line = 1; line <= 200_000; line += 1) await writeOut(process.stdout, 'line ' + line + '\\n')
process.stderr.write('came to its end')`

test('a reader that leaves is no error: the program goes on and ends with 0', () => {
  expect(inShell('$PROGRAM | head -1; echo ${PIPESTATUS[0]}', WRITES)).toMatchObject({
    stdout: 'line 1\n0\n',
    stderr: 'came to its end',
  })
})

test('nothing is lost when the reader is slow', () => {
  const { stdout, stderr } = inShell('$PROGRAM | { sleep 0.5; cat; } | tail -1', WRITES)
  expect({ stdout, stderr }).toEqual({ stdout: 'line 200000\n', stderr: 'came to its end' })
})

test('a text of 20 MB is whole before the program ends', () => {
  const source = `
    await load('write-out.js').writeOut(process.stdout, 'x'.repeat(20e6))
    process.exit()`
  expect(inShell('$PROGRAM | { sleep 0.3; cat; } | wc -c', source).stdout.trim()).toBe('20000000')
})

const title = 'a full disk'
const tests = () =>
  test('is told', () => {
    const source = `
      const told = await load('write-out.js').writeOut(process.stdout, 'text').catch((error) => error.code)
      process.stderr.write(String(told))`
    expect(inShell('$PROGRAM > /dev/full', source)).toMatchObject({ status: 0, stderr: 'ENOSPC' })
  })
if (existsSync('/dev/full')) describe(title, tests)
else describeSkipped(title, 'there is no /dev/full', tests)
