/** pandas as the judge of what a file holds. */
import { execFileSync, spawnSync } from 'node:child_process'
import { describeSkipped } from '../../skipped'

const READ = `
import json, math, sys
import pandas as pd
def plain(value):
    if isinstance(value, (list, dict)): return ['object', str(value)]
    if value is None or value is pd.NA: return ['missing']
    if hasattr(value, 'item'): value = value.item()
    if isinstance(value, bool): return ['bool', value]
    if isinstance(value, int): return ['int', str(value)]
    if isinstance(value, float):
        if math.isnan(value): return ['missing']
        return ['float', repr(value)]
    return ['str', value]
# Newer pandas has a type for texts, where the older has objects.
def dtype(column): return 'object' if str(column.dtype) in ('str', 'string') else str(column.dtype)
def described(frame):
    return {name: [dtype(frame[name]), [plain(value) for value in frame[name].tolist()]] for name in frame.columns}
`

/** A value of Python with the name of its type; NaN is what pandas has for a missing value. */
export type PandasValue = ['missing'] | ['bool', boolean] | ['int' | 'float' | 'str' | 'object', string]

/** The columns that pandas has read: for each name, its dtype and its values. */
export type Frame = Record<string, [dtype: string, values: PandasValue[]]>

/** Tests that need pandas; skipped by name where there is none. */
export function describeWithPandas(title: string, body: () => void): void {
  const hasPandas = spawnSync('python3', ['-c', 'import pandas, pyarrow']).status === 0
  if (hasPandas) describe(title, body)
  else describeSkipped(title, 'python3 has no pandas with pyarrow', body)
}

/** Runs a Python program that may use `pd` and `described`; its `given` are the arguments, and the JSON it prints the answer. */
export function pandas<T>(program: string, ...given: string[]): T {
  const source = `${READ}\ngiven = sys.argv[1:]\n${program}`
  return JSON.parse(
    execFileSync('python3', ['-W', 'ignore', '-c', source, ...given], { encoding: 'utf8' }),
  ) as T
}
