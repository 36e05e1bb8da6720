import { useState } from 'preact/hooks'

const kept = new Map<string, unknown>()

/** A state that is still there when its chart was left and comes again. `name` says whose it is. */
export function useKept<T>(name: string): [T | undefined, (value: T) => void] {
  const [value, setValue] = useState(() => kept.get(name) as T | undefined)
  return [
    value,
    (changed) => {
      kept.set(name, changed)
      setValue(() => changed)
    },
  ]
}
