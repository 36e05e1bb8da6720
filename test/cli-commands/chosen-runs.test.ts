import { RunTable } from '../../src/catalog/run-table'
import { chosenRuns } from '../../src/cli/chosen-runs'
import { ExmanError } from '../../src/errors'
import { aRecord } from '../catalog/trees'

const runs = new RunTable(
  [
    ['exp-1-2', 'run--26-11-21--14-01', 'done'],
    ['exp-1-2', 'run--26-11-21--14-02', 'failed'],
    ['exp-1-3', 'run--26-11-21--14-03', 'failed'],
  ].map(([experiment, run, status]) =>
    aRecord({ id: `${experiment}/${run}`, experiment: experiment!, status: status as 'done' }),
  ),
)

function chosen(names: string[], where?: string): string[] {
  const options = where === undefined ? {} : { where }
  return chosenRuns(runs, names, options).map(
    ({ record, isNamed }) => `${record.id.slice(-5)}${isNamed ? ' named' : ''}`,
  )
}

test.each<[string, string[], string | undefined, string[]]>([
  ['a name', ['exp-1-3'.concat('/run')], undefined, ['14-03 named']],
  ['several, in their order', ['run--26-11-21--14-03', 'latest'], undefined, ['14-03 named']],
  ['an experiment: its runs, none of them named', ['exp-1-2'], undefined, ['14-01', '14-02']],
  ['a question', [], 'status = "failed"', ['14-02', '14-03']],
  ['both: named counts', ['run--26-11-21--14-02'], 'status = "failed"', ['14-02 named', '14-03']],
  [
    'an experiment and one of its runs',
    ['exp-1-2', 'run--26-11-21--14-01'],
    undefined,
    ['14-01 named', '14-02'],
  ],
  ['a question that holds of none', [], 'status = "lost"', []],
])('%s', (_title, names, where, expected) => {
  expect(chosen(names, where)).toEqual(expected)
})

test.each<[string, string[], string | undefined, string]>([
  ['neither names nor a question', [], undefined, 'EXMAN_OPTION_INVALID'],
  ['a name that fits none', ['exp-9'], undefined, 'EXMAN_RUN_NOT_FOUND'],
  ['a name that fits several', ['exp-1'], undefined, 'EXMAN_RUN_AMBIGUOUS'],
  ['a question that cannot be read', [], 'status =', 'EXMAN_QUERY_INVALID'],
])('%s is refused', (_title, names, where, code) => {
  const attempt = () => chosen(names, where)
  expect(attempt).toThrow(ExmanError)
  expect(attempt).toThrow(expect.objectContaining({ code }) as Error)
})
