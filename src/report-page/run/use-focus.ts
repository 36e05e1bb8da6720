import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** Gives the focus to a panel when a run is opened in it by hand; what it returns brings it back to where it was. */
export function useFocus(panel: RefObject<HTMLElement | null>, run: number): () => void {
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const { activeElement } = document
    // A run that stood in the address was opened by nobody, and takes the focus from nobody.
    if (activeElement === document.body || panel.current!.contains(activeElement)) return
    before.current = activeElement
    panel.current!.focus({ preventScroll: true })
  }, [panel, run])
  return () => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }
}
