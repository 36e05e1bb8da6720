// What a project imports from 'exman', in the order in which one meets it.

export { ExperimentManager, type ExperimentManagerOptions } from './manager/experiment-manager'
export type { ExperimentOptions, PrepareOptions } from './manager/options'
export type { Outcome, Skipped } from './manager/run-experiment'
export { grid } from './params/grid'
export type { Identity, KeyedGroup } from './identity/identify'
export type { DeepReadonly, Json, JsonObject, ReadonlyJson, ReadonlyJsonObject } from './params/types'

export { ExParser, type ParsedArgs } from './parser/ex-parser'
export type { ExParserOptions } from './parser/options'
export type { ArgOptions, ArgsOf, KnownOptions } from './parser/arg-types'
export type { Validator } from './parser/checks'
export { optional } from './parser/optional'
export { simpleroot } from './parser/simpleroot'

export { Run, type RunCallbacks, type SaveModelOptions } from './training/run'
export type { FitData, RunFitArgs, RunFitDatasetArgs } from './training/fit'
export { openRun, type OpenRunOptions } from './training/open-run'
export type { CheckpointOptions, RunOptions } from './training/run-options'
export { modelFolder } from './training/model-folder'
export type { Tensorflow } from './training/tensorflow'
export type { UserCallback } from './training/callbacks/join-callbacks'
export type { CheckpointChoice } from './checkpoint/choose'

export { openRuns, type OpenRunsOptions } from './catalog/open-runs'
export { watchRuns, type WatchRunsOptions } from './catalog/watch-runs'
export { RunTable } from './catalog/run-table'
export { RunGroups, type RunGroup, type SummaryRow } from './catalog/run-groups'
export type { CatalogRecord, ReadProblem } from './catalog/record'
export type { Demands, Query } from './catalog/query/query'
export type { Question } from './catalog/verbs/where'
export type { Cell, CellKind, Column, ColumnType, Sheet } from './catalog/sheet'
export type { Summary } from './catalog/verbs/aggregate'
export { runDetails, type RunDetails } from './catalog/details/run-details'
export type { CheckpointDetails } from './catalog/details/checkpoint-details'
export type { SessionDetails } from './catalog/details/session-details'
export { compareRuns, type RunComparison } from './catalog/compare/compare-runs'
export type { CurveComparison } from './catalog/compare/curves'
export type { Difference } from './catalog/compare/difference'
export {
  explainExperiment,
  type Explanation,
  type ExplainOptions,
  type Neighbour,
  type ParamEffect,
} from './catalog/why/explain-experiment'
export { checkTree, type CheckTreeOptions, type TreeCheck } from './care/check/check-tree'
export { FINDINGS, type Finding, type FindingCode } from './care/check/findings'
export {
  planRepair,
  type LeftFinding,
  type PlanRepairOptions,
  type RepairOutcome,
  type RepairPlan,
  type RepairStep,
} from './care/repair/plan-repair'
export { readRunLock, unlockRun, type LockedRun, type RunLock } from './care/unlock'
export { markRuns, unmarkRuns, type MarkOutcome } from './care/notes/mark-runs'
export { noteRun } from './care/notes/note-run'
export type { NotedRun } from './care/notes/noted-run'
export { planRemoval, type RemovalOptions } from './care/trash/plan-removal'
export type { ApplyOptions, Refusal, Removal, RemovalPlan, RemovalStep } from './care/trash/removal'
export { listTrash, type TrashEntry } from './care/trash/list-trash'
export { planRestore, type Restored, type RestorePlan, type RestoreStep } from './care/trash/plan-restore'
export { planPrune, type PruneOptions } from './care/prune/plan-prune'
export type { LeftCheckpoint, Pruned, PrunedRoot, PrunePlan, PruneStep } from './care/prune/prune-plan'
export type { Prunable } from './care/prune/models'
export { emptyTrash, type EmptiedTrash, type EmptyTrashOptions } from './care/trash/empty-trash'
export { exportChunks, exportRuns, type ExportOptions } from './catalog/export/export-runs'
export type { ExportFormat } from './catalog/export/formats'

export { plot, type PlotOptions } from './plot/plot'
export { Picture } from './plot/picture'
export type { PictureOptions } from './plot/picture-options'
export type { PngOptions } from './plot/image/png'
export type { Specification } from './plot/spec/spec-of'
export type { DrawingOptions } from './plot/terminal/figure-text'
export { plotCurves } from './plot/plot-curves'
export { plotParallel, type PlotParallelOptions } from './plot/plot-parallel'
export { plotImportance, type PlotImportanceOptions } from './plot/plot-importance'
export {
  paramImportance,
  type ImportanceBar,
  type ImportanceOptions,
} from './plot/importance/param-importance'
export { reportHtml, type ReportOptions } from './plot/report/report-html'

export { planRerun, type PlanRerunOptions, type RerunChange, type RerunPlan } from './care/rerun/plan-rerun'

export { planRekey, type RekeyPlan } from './care/rekey/plan-rekey'
export type { RekeyMove, RekeyOptions, RekeyOutcome, RekeyStay } from './care/rekey/types'

export { RunFolder, type LogRow } from './run/run-folder'
export type { Problem, RecordedError, RunRecord, RunStatus, Session } from './run/record'
export type { ProcessFacts, Versions } from './run/provenance'
export type { GitState } from './run/git'
export type { MetricSummary, ScoredEpoch, Scores } from './run/scores'

export {
  CheckpointError,
  EpochError,
  ERROR_CODES,
  ExmanError,
  FileError,
  MetricError,
  OptionError,
  ParamsError,
  PackageError,
  PathError,
  QueryError,
  RunError,
  TensorflowError,
  WARNING_CODES,
  type ErrorCode,
  type FileErrorCode,
  type WarningCode,
} from './errors'
