import { ExmanError } from '../../errors'

/** What some work gives; undefined when it throws what exman throws, which `fail` hears of. */
export function attempt<T>(work: () => T, fail: (error: ExmanError) => void): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    fail(error)
    return undefined
  }
}
