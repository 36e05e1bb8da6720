import { ArgumentParser } from 'argparse'
import { boolWord } from '../../src/parser/words'

test.each(['yes', 'y', 'true', 't', 'on', '1', 'YES', 'True', 'oN'])('%j is true', (word) => {
  expect(boolWord(word)).toBe(true)
})

test.each(['no', 'n', 'false', 'f', 'off', '0', 'No', 'FALSE', 'F'])('%j is false', (word) => {
  expect(boolWord(word)).toBe(false)
})

test.each([
  ['maybe', 'maybe'],
  ['', ''],
  [' yes', ' yes'],
  ['2', '2'],
  ['1.0', '1.0'],
  ['none', 'none'],
  ['ja', 'ja'],
  ['constructor', 'constructor'],
  ['\u001b[2J', '\\u001b[2J'],
])('%j is neither, and argparse says what to use', (text, shown) => {
  const parser = new ArgumentParser({ exit_on_error: false })
  parser.add_argument('--plot', { type: boolWord })
  expect(() => void parser.parse_args(['--plot', text])).toThrow(
    `argument --plot: invalid bool value: '${shown}' (use yes or no, true or false, on or off, 1 or 0)`,
  )
})
