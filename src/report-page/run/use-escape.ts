import { useLayoutEffect } from 'preact/hooks'

/** Does something at the key Escape, wherever the focus is, but in a field, which has this key for itself. */
export function useEscape(leave: () => void): void {
  // Before the panel is seen, so that no key comes too early.
  useLayoutEffect(() => {
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      const isField = target instanceof HTMLInputElement && target.type !== 'checkbox'
      if (key === 'Escape' && !isField) leave()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
