import { options } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { themeOf, type Theme } from '../../../plot/theme/theme'

const DARK = '(prefers-color-scheme: dark)'
const PRINT = 'print'

/** The colours that the reader prefers, also when that changes; on paper always the light ones. */
export function useTheme(): Theme {
  const [name, setName] = useState(themeName)
  useLayoutEffect(() => {
    const update = () => setName(themeName())
    const queries = [matchMedia(DARK), matchMedia(PRINT)]
    const print = () => atOnce(() => setName('light'))
    update()
    for (const query of queries) query.addEventListener('change', update)
    addEventListener('beforeprint', print)
    addEventListener('afterprint', update)
    return () => {
      for (const query of queries) query.removeEventListener('change', update)
      removeEventListener('beforeprint', print)
      removeEventListener('afterprint', update)
    }
  }, [])
  return themeOf(name)
}

function themeName(): 'light' | 'dark' {
  return matchMedia(DARK).matches && !matchMedia(PRINT).matches ? 'dark' : 'light'
}

/** Renders what a change asks for before the page goes to paper, which does not wait. */
function atOnce(change: () => void): void {
  options.debounceRendering = (render) => render()
  change()
  delete options.debounceRendering
}
