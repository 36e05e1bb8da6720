import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** How wide an element is, also when that changes. 0 until it stands in the page. */
export function useWidth() {
  const element = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const shown = element.current
    if (shown === null) return
    const measure = () => setWidth(Math.floor(shown.getBoundingClientRect().width))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(shown)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}
