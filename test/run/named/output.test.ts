import { readFileSync } from 'node:fs'
import { trainParser } from '../../parser/parsers'

const log = (run: { path: (name: string) => string }) => readFileSync(run.path('log.txt'), 'utf8')
const ownWrite = () => Object.getOwnPropertyDescriptor(process.stdout, 'write')?.value as unknown
const say = (text: string) => process.stdout.write(text)

test('two runs that overlap each keep what is printed meanwhile, and leave the streams as they were', async () => {
  const before = ownWrite()
  const [one, two] = [trainParser().parse_args([]).run, trainParser().parse_args([]).run]
  let endFirst = () => {}
  const first = one.safely(() => new Promise<void>((resolve) => (endFirst = resolve)))
  await two.safely(async () => {
    say('both\n')
    endFirst()
    await first
    say('two\n')
  })
  expect([log(one), log(two)]).toEqual(['both\n', 'both\ntwo\n'])
  expect(ownWrite()).toBe(before)
})

test('a run in itself keeps each line once', async () => {
  const { run } = trainParser().parse_args([])
  await run.safely(async () => {
    await run.safely(() => say('in\n'))
    say('out\n')
  })
  expect(log(run)).toBe('in\nout\n')
})

test('bytes of every kind are kept, and what a stream refuses is left to it', async () => {
  const { run } = trainParser().parse_args([])
  await run.safely(() => {
    process.stdout.write(new Uint8Array([111, 110, 101, 10]))
    process.stdout.write('dHdvCg==', 'base64')
    expect(() => process.stdout.write(null as never)).toThrow('null')
    say('three\n')
  })
  expect(log(run)).toBe('one\ntwo\nthree\n')
})
