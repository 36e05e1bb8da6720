import { baseVersions, processFacts, resultSettings, type Versions } from './provenance'
import type { DataFact } from './data/data-fact'
import type { Session } from './record'

/** The record of the session that begins now. */
export function newSession(
  fromEpoch: number,
  versions: Partial<Versions>,
  data: readonly DataFact[] | undefined,
): Session {
  return {
    started: new Date().toISOString(),
    ended: null,
    fromEpoch,
    toEpoch: null,
    end: null,
    process: processFacts(),
    versions: { ...baseVersions(), ...versions },
    settings: resultSettings(),
    git: null,
    ...(data === undefined ? {} : { data: [...data] }),
  }
}
