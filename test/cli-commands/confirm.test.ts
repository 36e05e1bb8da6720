import { isConfirmed } from '../../src/cli/confirm'
import { fakeTerminal } from './fake-terminal'

const QUESTION = 'Move 2 runs to the trash?'

async function asked(
  options: { yes?: boolean },
  answer?: string,
): Promise<{ isConfirmed: boolean; err: string }> {
  const { terminal, printed } = fakeTerminal({ cwd: '/', ...(answer === undefined ? {} : { answer }) })
  const confirmed = await isConfirmed(QUESTION, options, terminal)
  return { isConfirmed: confirmed, err: (await printed()).err }
}

test.each(['y\n', 'yes\n', 'Y\n', ' YES \n'])('%j at the terminal is an agreement', async (answer) => {
  const { isConfirmed, err } = await asked({}, answer)
  expect(isConfirmed).toBe(true)
  expect(err).toContain(`${QUESTION} [y/N] `)
  expect(err).not.toContain('Nothing was changed')
})

test.each(['\n', 'n\n', 'no\n', 'yesterday\n', 'oh yes\n', ''])(
  '%j at the terminal changes nothing, and is told so',
  async (answer) => {
    const { isConfirmed, err } = await asked({}, answer)
    expect(isConfirmed).toBe(false)
    expect(err).toMatch(/Nothing was changed\.\n$/)
  },
)

test('--yes asks nobody', async () => {
  expect(await asked({ yes: true })).toEqual({ isConfirmed: true, err: '' })
  expect(await asked({ yes: true }, 'n\n')).toEqual({ isConfirmed: true, err: '' })
})

test('where nobody can be asked nothing is changed, and --yes is named', async () => {
  expect(await asked({})).toEqual({
    isConfirmed: false,
    err: 'Nothing was changed. Add --yes to do it.\n',
  })
})
