import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface RowKeys {
  readonly box: RefObject<HTMLElement | null>
  readonly shown: readonly number[]
  readonly rowHeight: number
  readonly onPick: (run: number) => void
  readonly onOpen: (run: number) => void
}

/** The one row of the table that the tab key reaches, and the keys that go to others, open a run, or pick it. */
export function useRowKeys({ box, shown, rowHeight, onPick, onOpen }: RowKeys) {
  const [active, setActive] = useState<number | null>(null)
  const toFocus = useRef<number | null>(null)
  const activePlace = active === null ? -1 : shown.indexOf(active)

  useLayoutEffect(() => {
    if (toFocus.current === null) return
    rowOf(box.current!, toFocus.current)?.focus({ preventScroll: true })
    toFocus.current = null
  })

  const go = (place: number) => {
    const to = Math.min(Math.max(place, 0), shown.length - 1)
    scrollTo(box.current!, to, rowHeight)
    toFocus.current = shown[to]!
    setActive(shown[to]!)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = runAt(event)
    if (run === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const isRow = event.target === rowOf(box.current!, run)
    const place = shown.indexOf(run)
    const page = Math.max(1, Math.floor(box.current!.clientHeight / rowHeight) - 2)
    const steps = new Map([
      ['ArrowDown', () => go(place + 1)],
      ['ArrowUp', () => go(place - 1)],
      ['PageDown', () => go(place + page)],
      ['PageUp', () => go(place - page)],
      ['Home', () => go(0)],
      ['End', () => go(shown.length - 1)],
      // A button or a box in the row has these keys for itself.
      ...(isRow
        ? ([
            ['Enter', () => onOpen(run)],
            [' ', () => onPick(run)],
          ] as const)
        : []),
    ])
    const step = steps.get(event.key)
    if (step === undefined) return
    event.preventDefault()
    step()
  }
  const onFocusIn = (event: FocusEvent) => {
    const run = runAt(event)
    if (run !== undefined) setActive(run)
  }
  return { activePlace, onKeyDown, onFocusIn }
}

function runAt({ target }: Event): number | undefined {
  const row = (target as Element).closest<HTMLElement>('tr[data-run]')
  return row === null ? undefined : Number(row.dataset['run'])
}

function rowOf(box: HTMLElement, run: number): HTMLElement | null {
  return box.querySelector<HTMLElement>(`tr[data-run="${run}"]`)
}

/** Scrolls as far as it takes for a row to stand below the head and above the lower edge. */
function scrollTo(box: HTMLElement, place: number, rowHeight: number): void {
  const head = box.querySelector('thead')!.offsetHeight
  const top = place * rowHeight
  const bottom = top + rowHeight + head - box.clientHeight
  if (box.scrollTop > top) box.scrollTop = top
  else if (box.scrollTop < bottom) box.scrollTop = bottom
}
