/** The names of the files that exman writes. */
export const FILES = {
  params: 'hyperparameters.json',
  namedParams: 'params.yaml',
  run: 'run.json',
  scores: 'performances.json',
  log: 'training-logs.csv',
  diff: 'changes.diff',
  traceback: 'traceback.txt',
  output: 'log.txt',
  experiment: 'experiment.json',
  lock: '.lock',
  format: 'format.json',
  sequence: 'sequence.json',
  model: 'model.json',
  weights: 'weights.bin',
  stateJson: 'training-state.json',
  stateBin: 'training-state.bin',
  manifest: 'manifest.json',
  best: 'best.json',
  last: 'last.json',
} as const

/** The names of the folders (and of the links to folders) that exman writes, those made from ids and moments aside. */
export const DIRS = {
  exman: '.exman',
  models: 'models',
  debug: 'debug',
  best: 'best',
  last: 'last',
  runs: 'runs',
  index: 'index',
  tmp: 'tmp',
  fails: 'fails',
  marked: 'marked',
} as const
