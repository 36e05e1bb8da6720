import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { TABS, type Tab } from '../state/page-state'

const TITLES: Readonly<Record<Tab, string>> = { runs: 'Runs', plots: 'Plots', compare: 'Compare' }

/** How far each key goes from tab to tab. */
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['Home', -Infinity],
  ['End', Infinity],
])

/** The tabs of the page. */
export function Tabs({ tab, onChoose }: { tab: Tab; onChoose: (tab: Tab) => void }) {
  const list = useRef<HTMLDivElement>(null)
  const go = (event: KeyboardEvent) => {
    const step = STEPS.get(event.key)
    if (step === undefined) return
    event.preventDefault()
    const place = Math.min(Math.max(TABS.indexOf(tab) + step, 0), TABS.length - 1)
    onChoose(TABS[place]!)
    list.current!.querySelectorAll<HTMLElement>('[role=tab]')[place]!.focus()
  }
  return (
    <div class="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={go}>
      {TABS.map((name) => (
        <button
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls="tab-panel"
          aria-selected={name === tab}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {TITLES[name]}
        </button>
      ))}
    </div>
  )
}

/** What the chosen tab shows. */
export function TabPanel({ tab, children }: { tab: Tab; children: ComponentChildren }) {
  return (
    <div class="panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
      {children}
    </div>
  )
}
