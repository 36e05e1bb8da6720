/** The codes of all that exman throws, records or warns about, each with the one sentence that says what happened. */

/** Each error code with the one sentence that says what happened. */
export const ERROR_CODES = {
  EXMAN_OPTION_UNKNOWN: 'An option has a name that does not exist.',
  EXMAN_OPTION_INVALID: 'An option has a value it cannot take.',
  EXMAN_PARAMS_INVALID: 'A parameter is not plain JSON data.',
  EXMAN_PARAMS_MISSING: 'A monitored group or a parameter that is named is not among the parameters.',
  EXMAN_RESULT_INVALID: 'The result of a run is not plain JSON data.',
  EXMAN_PATH_INVALID: 'A dotted path into the parameters cannot be read.',
  EXMAN_PATH_OUTSIDE: 'A path would leave the folder it has to stay in.',
  EXMAN_METRIC_INVALID: 'A metric has a name or a value that cannot be logged.',
  EXMAN_EPOCH_MISMATCH: 'An epoch number does not follow from the epochs already logged.',
  EXMAN_ROOT_INVALID: 'The experiment folder cannot be used.',
  EXMAN_DISK_FULL: 'The disk or the quota is full.',
  EXMAN_NO_PERMISSION: 'The operating system refuses access to a file or folder.',
  EXMAN_FOLDER_GONE: 'A folder was removed while it was in use.',
  EXMAN_WRITE_FAILED: 'A file could not be written.',
  EXMAN_NOT_DURABLE: 'A file was written but may not survive a power loss.',
  EXMAN_READ_FAILED: 'A file could not be read.',
  EXMAN_FILE_INVALID: 'A file on disk does not hold what it should.',
  EXMAN_FORMAT_NEWER: 'A file was written by a newer exman.',
  EXMAN_RUN_NOT_FOUND: 'There is no run at that place.',
  EXMAN_RUN_AMBIGUOUS: 'The beginning of a name fits several runs.',
  EXMAN_PLACE_OCCUPIED: 'A run cannot come back from the trash, or be made, since something is in its place.',
  EXMAN_RUN_HELD: 'Another process holds the run.',
  EXMAN_RUN_ENDED: 'The run has been finished, so nothing can be added to it.',
  EXMAN_FIT_LOST: 'A fit ended without saying so, because something in it threw (recorded, not thrown).',
  EXMAN_FIT_BUSY: 'The callbacks of a run are already in use by another fit.',
  EXMAN_RUN_DONE: 'The experiment was done before, and may not be done again.',
  EXMAN_RERUN_IMPOSSIBLE:
    'A run cannot be started again: its command is not known, or its script is not there.',
  EXMAN_RUN_MISMATCH: 'A run that is named to go on with is not of these parameters, or not of this seed.',
  EXMAN_RUN_NOT_RESTORED: 'A run that goes on was trained before its model was restored.',
  EXMAN_RESUME_MISMATCH: 'A fit that goes on with a run has other data or shuffles them otherwise.',
  EXMAN_RANDOM_BUSY: 'Two seeded trainings at once in one process.',
  EXMAN_INTERRUPTED: 'A signal has stopped the training, and its state is saved.',
  EXMAN_QUERY_INVALID: 'A question to the table of runs, or a formula, cannot be read.',
  EXMAN_COLUMN_UNKNOWN: 'No run has such a column.',
  EXMAN_PACKAGE_MISSING:
    'A package that is needed for this, and is not installed with exman, cannot be found.',
  EXMAN_CHECKPOINT_NOT_FOUND: 'The run has no such checkpoint.',
  EXMAN_CHECKPOINT_INVALID: 'A checkpoint does not match its manifest.',
  EXMAN_MODEL_INVALID: 'A value is not a model that can be saved or restored.',
  EXMAN_MODEL_MISMATCH: 'A model has other layers, shapes or another optimizer than the checkpoint.',
  EXMAN_CALLBACK_INVALID: 'A callback gives a state that is not plain JSON data.',
  EXMAN_TF_MISSING: 'TensorFlow.js cannot be found.',
  EXMAN_TF_TWO_COPIES: 'Two copies of TensorFlow.js are loaded.',
  EXMAN_BACKEND_MISSING: 'No TensorFlow.js backend could be loaded.',
  EXMAN_DIVERGED: 'The monitored metric became NaN or infinite (recorded, not thrown).',
  EXMAN_PROCESS_EXITED: 'The process ended before the run did (recorded, not thrown).',
} as const

/** Each warning code with the one sentence that says what happened. */
export const WARNING_CODES = {
  EXMAN_EXPERIMENT_COLLISION: 'Two different experiments have the same short name.',
  EXMAN_MONITOR_MISSING: 'The monitored metric is not logged; loss is used instead.',
  EXMAN_RUN_UNREADABLE: 'A folder in an experiment cannot be read as a run and is left out.',
  EXMAN_CHECKPOINT_SKIPPED: 'A checkpoint was not saved because of a limit in bytes, and training went on.',
  EXMAN_CHECKPOINT_DAMAGED: 'A damaged checkpoint is passed over, and an older one taken.',
  EXMAN_RESUME_INEXACT: 'A run goes on, but its result may differ from that of a run that was never stopped.',
  EXMAN_DATA_CHANGED: 'A run goes on with other data than its last session had.',
  EXMAN_RUN_DIFFERS: 'Only runs with other parameters are there to go on with, so a new one begins.',
  EXMAN_RUN_PASSED_OVER: 'A run of the same parameters has failed or has no result, so a new one begins.',
  EXMAN_RUN_AWAITED: 'Another process works on the experiment, and this one waits for it.',
  EXMAN_WRITE_SKIPPED: "A write failed and training went on, as `onWriteError: 'warn'` asks.",
} as const

/** A stable code of an error, as in `error.code`. */
export type ErrorCode = keyof typeof ERROR_CODES

/** A stable code of a warning, as in `warning.code`. */
export type WarningCode = keyof typeof WARNING_CODES
