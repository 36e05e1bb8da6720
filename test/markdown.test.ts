import { blocksOf, headingsOf, linksOf } from './markdown'

const page = [
  '# A `title`, of sorts', // 1
  '```ts run',
  'const a = 1',
  '```',
  '```sh', // 5
  'npm test # no [link](nowhere.md)',
  '```',
  '```ts continued',
  'const b = a',
  '```', // 10
  '```js ignore needs a graphics card',
  'draw()',
  '```',
  '## EXMAN_RUN_HELD',
  '## Twice',
  '## Twice',
  'See [here](docs/errors.md#twice), [there](#top), ![this](a.png), `[not](this.md)` and [that](https://example.org/x).',
  '[ref]: other.md',
].join('\n')

test('blocks are cut out with their marks, and continued ones added to the one before', () => {
  expect(blocksOf('README.md', page)).toEqual([
    {
      page: 'README.md',
      line: 2,
      language: 'ts',
      mark: 'run',
      reason: '',
      text: 'const a = 1\nconst b = a\n',
      lines: [3, 9],
    },
    {
      page: 'README.md',
      line: 11,
      language: 'js',
      mark: 'ignore',
      reason: 'needs a graphics card',
      text: 'draw()\n',
      lines: [12],
    },
  ])
})

test('relative links are found, but not those in code', () => {
  expect(linksOf(page)).toEqual(['docs/errors.md#twice', '#top', 'a.png', 'other.md'])
})

test('headings have the anchors that GitHub gives them', () => {
  expect(headingsOf(page)).toEqual(['a-title-of-sorts', 'exman_run_held', 'twice', 'twice-1'])
})
