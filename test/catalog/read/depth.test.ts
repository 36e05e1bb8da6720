import { checkDepth } from '../../../src/catalog/read/depth'
import { coded } from '../../run/runs'

const check = (text: string) => checkDepth(JSON.parse(text), '/run.json')
const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const objects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)

test.each([
  ['no list', '1'],
  ['200 lists', lists(200)],
  ['200 objects', objects(200)],
  ['a text of 1,000 brackets', JSON.stringify('['.repeat(1000))],
  ['1,000 lists beside each other', `[${'[],'.repeat(1000)}[]]`],
])('%s in each other may be read', (_title, text) => expect(() => check(text)).not.toThrow())

test.each([
  ['201 lists', lists(201)],
  ['201 objects', objects(201)],
  ['100,000 lists', lists(100_000)],
  ['lists behind others', `[${'[],'.repeat(300)}${lists(200)}]`],
])('%s in each other are refused', (_title, text) => {
  expect(() => check(text)).toThrow(
    coded('EXMAN_FILE_INVALID', '/run.json: it is nested more than 200 levels deep'),
  )
})
