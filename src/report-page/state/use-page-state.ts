import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Report } from '../data/report'
import type { RunNames } from '../data/run-names'
import { hashOf, PICKED_KEPT, stateOf } from './hash'
import { isElsewhere, type PageState } from './page-state'

/** Browsers refuse an address that changes at every key. */
const PAUSE = 300

/** Changes some of what the reader has chosen. */
export type Change = (change: Partial<PageState>) => void

/**
 * What the reader has chosen, which stands in the address, so that it is still there when the page is loaded again. Another tab, and a
 * run that is opened or closed, are steps that the browser goes back.
 */
export function usePageState(report: Report, names: RunNames): readonly [PageState, Change] {
  const [state, setState] = useState(() => stateOf(location.hash, report, names))
  const written = useRef(location.hash)
  const before = useRef(state)
  const change = useCallback((changed: Partial<PageState>) => {
    setState((now) => ({ ...now, ...changed }))
  }, [])

  useLayoutEffect(() => {
    const put = (kept: PageState, way: 'pushState' | 'replaceState') => {
      const hash = hashOf(kept, names)
      if (location.hash !== (hash === '' ? '' : `#${hash}`)) history[way](null, '', `#${hash}`)
      // As it stands there: a browser that is asked too often changes nothing.
      written.current = location.hash
    }
    const write = () => {
      // Where the browser has gone back meanwhile, `follow` is about to hear of it.
      if (location.hash === written.current) put(state, 'replaceState')
    }
    const last = before.current
    before.current = state
    if (isElsewhere(last, state)) {
      // What was chosen a moment ago is still to be written where it was chosen.
      put(last, 'replaceState')
      put(state, 'pushState')
    }
    const timer = setTimeout(write, PAUSE)
    addEventListener('pagehide', write)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', write)
    }
  }, [state, names])

  useLayoutEffect(() => {
    const follow = () => {
      if (location.hash === written.current) return
      written.current = location.hash
      const read = stateOf(location.hash, report, names)
      // More picked runs than an address holds are not lost by going back.
      const isKept = read.picked.size === 0 && before.current.picked.size > PICKED_KEPT
      before.current = isKept ? { ...read, picked: before.current.picked } : read
      setState(before.current)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [report, names])

  return [state, change]
}
