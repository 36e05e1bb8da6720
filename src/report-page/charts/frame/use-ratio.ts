import { useLayoutEffect, useState } from 'preact/hooks'

/** How many pixels of the screen a pixel of the page has, also when the window moves to another screen or is zoomed. */
export function useRatio(): number {
  const [ratio, setRatio] = useState(() => devicePixelRatio)
  useLayoutEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`)
    const update = () => setRatio(devicePixelRatio)
    query.addEventListener('change', update)
    return () => query.removeEventListener('change', update)
  }, [ratio])
  return ratio
}
