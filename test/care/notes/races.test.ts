import '../../compiled'
import { race } from '../../faults/race'
import { recordsOf } from '../../catalog/trees'
import { KINDS } from './trees'

test.each(['keyed', 'named'] as const)(
  'of many processes that mark and note a %s run at once none loses what another wrote',
  async (kind) => {
    const root = await KINDS[kind]()
    expect(await race('notes-race', [root], 8)).toEqual(Array.from({ length: 8 }, () => '1'))
    const [run] = await recordsOf(root)
    const own = run!.marks.filter((mark) => mark.startsWith('by/'))
    expect(own).toEqual(Array.from({ length: 8 }, (_, n) => `by/${n}`))
    expect(run!.note).toMatch(/^of [1357]$/)
  },
)
