import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Report } from '../data/report'
import type { RunNames } from '../data/run-names'
import { hashOf, stateOf } from './hash'
import type { PageState } from './page-state'

/** Browsers refuse an address that changes at every key. */
const PAUSE = 300

/** Changes some of what the reader has chosen. */
export type Change = (change: Partial<PageState>) => void

/** What the reader has chosen, which stands in the address, so that it is still there when the page is loaded again. */
export function usePageState(report: Report, names: RunNames): readonly [PageState, Change] {
  const [state, setState] = useState(() => stateOf(location.hash, report, names))
  const written = useRef(location.hash)
  const change = useCallback((changed: Partial<PageState>) => {
    setState((now) => ({ ...now, ...changed }))
  }, [])

  useEffect(() => {
    const write = () => {
      const hash = hashOf(state, names)
      written.current = hash === '' ? '' : `#${hash}`
      if (location.hash !== written.current) history.replaceState(null, '', `#${hash}`)
    }
    const timer = setTimeout(write, PAUSE)
    addEventListener('pagehide', write)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', write)
    }
  }, [state, names])

  useEffect(() => {
    const read = () => {
      if (location.hash !== written.current) setState(stateOf(location.hash, report, names))
    }
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [report, names])

  return [state, change]
}
