import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Sight } from './row-window'

/** So many rows are printed; a table of all would keep a printer busy for days. */
export const PRINTED = 1000

/** What of the table in a box is in sight, and how high a row is, in pixels. */
export function useSight(box: RefObject<HTMLElement | null>): { sight: Sight; rowHeight: number } {
  const [rowHeight, setRowHeight] = useState(32)
  const [sight, setSight] = useState<Sight>({ top: 0, height: 30 })
  const isPrinting = useRef(false)
  const look = useCallback(() => {
    // Heard once more when the table goes, and when it grows for being printed.
    if (box.current === null || isPrinting.current) return
    const { scrollTop, clientHeight } = box.current
    // Each step of a few rows draws once.
    const top = Math.floor(scrollTop / rowHeight / 4) * 4
    const height = Math.ceil(clientHeight / rowHeight) + 4
    setSight((now) => (now.top === top && now.height === height ? now : { top, height }))
  }, [box, rowHeight])

  useLayoutEffect(() => {
    const height = box.current!.querySelector<HTMLElement>('tbody tr[data-run]')?.offsetHeight
    if (height !== undefined && height > 0 && height !== rowHeight) setRowHeight(height)
  })
  useLayoutEffect(look, [look])
  useLayoutEffect(() => {
    const element = box.current!
    const watcher = new ResizeObserver(look)
    const printed = () => {
      isPrinting.current = true
      setSight({ top: 0, height: PRINTED })
    }
    const back = () => {
      isPrinting.current = false
      look()
    }
    watcher.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    addEventListener('beforeprint', printed)
    addEventListener('afterprint', back)
    return () => {
      watcher.disconnect()
      element.removeEventListener('scroll', look)
      removeEventListener('beforeprint', printed)
      removeEventListener('afterprint', back)
    }
  }, [box, look])
  return { sight, rowHeight }
}
