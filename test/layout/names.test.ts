import { DIRS, FILES } from '../../src/layout/names'

// Changing one of these names is a breaking change: runs already on disk would not be found whole.
test('the names on disk are pinned', () => {
  expect(FILES).toEqual({
    params: 'hyperparameters.json',
    namedParams: 'params.yaml',
    run: 'run.json',
    scores: 'performances.json',
    log: 'training-logs.csv',
    diff: 'changes.diff',
    traceback: 'traceback.txt',
    output: 'log.txt',
    experiment: 'experiment.json',
    notes: 'notes.json',
    aliases: 'aliases.json',
    trashed: 'trashed.json',
    rekey: 'rekey.json',
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
  })
  expect(DIRS).toEqual({
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
    trash: 'trash',
    cache: 'cache',
  })
})
