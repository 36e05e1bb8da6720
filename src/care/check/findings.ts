/** What `exman check` can find: docs/care.md explains each code, and a test compares the two in both directions. */

/** What a finding means, and what somebody can do about it whom `exman repair` does not help. */
interface Meaning {
  readonly meaning: string
  readonly advice: string
}

/** Each code with one sentence that says what is wrong. */
export const FINDINGS = {
  unreadable: {
    meaning: 'A file or folder cannot be looked into, or is a link in the place of one.',
    advice: 'Give yourself the right to read it, rename it, or put back the folder that belongs there.',
  },
  'file-invalid': {
    meaning: 'A file does not hold what exman writes into it.',
    advice:
      'Put back what belongs there from a copy, or remove what does not; a run can go to the trash: exman rm.',
  },
  'file-missing': {
    meaning: 'A file that belongs to a run or an experiment is not there.',
    advice: 'Put it back from a copy; a run can also go to the trash: exman rm.',
  },
  'format-newer': {
    meaning: 'A file was written by a newer exman.',
    advice: 'Update exman.',
  },
  'digest-wrong': {
    meaning: 'The digests in an experiment.json are not those of the values beside them.',
    advice: 'Restore experiment.json from a copy; its digests tell which values it had.',
  },
  'folder-renamed': {
    meaning: 'A folder has another name than what is written in it gives.',
    advice:
      'Rename it back: it is listed where it stands, but what goes on with runs looks for its own name.',
  },
  'folder-copied': {
    meaning: 'A folder is a copy of another one in this root.',
    advice: 'Move the copy elsewhere: both count as runs of their own.',
  },
  'params-edited': {
    meaning: 'The parameters of a run are no longer those that it was made with.',
    advice: 'Put them back as they were. Nothing is hashed anew: the run was trained with the old ones.',
  },
  'params-differ': {
    meaning: 'The parameters of a run are not those of the experiment in whose folder it stands.',
    advice: 'Move the run to the folder of its own experiment.',
  },
  'status-lost': {
    meaning: 'A run is recorded as going on, and the process that held it is gone.',
    advice: 'Go on with it, or leave it: it reads lost.',
  },
  'scores-wrong': {
    meaning: 'The epochs or scores of a run do not agree with its log or its checkpoints.',
    advice: 'Go on with the run, which writes them anew, or trust the log.',
  },
  'log-torn': {
    meaning: 'The last line of a log was cut off by a crash.',
    advice: 'Go on with the run, which cuts it off and keeps it beside.',
  },
  'log-wrong': {
    meaning: 'A log has lines that are no rows of epochs.',
    advice: 'Restore the log from a copy, or take the lines out.',
  },
  'checkpoint-damaged': {
    meaning: 'A checkpoint is not as its manifest says it was saved.',
    advice: 'Restore it from a copy, or remove its folder.',
  },
  'pointer-wrong': {
    meaning: 'What points to the best or the last checkpoint points elsewhere.',
    advice: 'Go on with the run, which points them anew.',
  },
  'index-wrong': {
    meaning: 'An entry of index/ is missing, leads nowhere or to another run.',
    advice: 'Call parser.restoreIndex().',
  },
  'link-wrong': {
    meaning: 'A link in marked/ leads nowhere, or to where its run no longer is.',
    advice: 'Unmark the run, and mark it again.',
  },
  'number-twice': {
    meaning: 'Two runs have one number.',
    advice: 'Name them by their whole folder names; a command that is given the number takes the first.',
  },
  'data-differs': {
    meaning: 'Two runs of one experiment have read different data under one path.',
    advice: 'Compare them with that in mind: exman diff --all.',
  },
  'stray-file': {
    meaning: 'A file or folder that was never finished was left by a process that is gone.',
    advice: 'Remove it.',
  },
  'lock-dead': {
    meaning: 'A lock names a process that is gone.',
    advice: 'Leave it: it keeps nobody out.',
  },
  'trash-unfinished': {
    meaning: 'A folder of the trash has no run in it: moving one there, or back, was broken off.',
    advice: 'Look into it, and remove it when nothing of yours is in it.',
  },
  'rekey-unfinished': {
    meaning: 'Moving the tree to other keys was broken off.',
    advice: 'Call exman rekey again, which finishes it.',
  },
} as const satisfies Record<string, Meaning>

/** The code of a finding. */
export type FindingCode = keyof typeof FINDINGS

/** Something that is wrong with a tree. It is plain data. */
export interface Finding {
  /** What kind of thing it is, such as `params-edited`. */
  code: FindingCode
  /** What is wrong, with names and values. */
  message: string
  /** The root, absolute. */
  root: string
  /** The file or folder below the root, with slashes between; '.' for the root itself. */
  where: string
  /** The id of the run that it is about; null for another folder. */
  run: string | null
  /** What `planRepair` would do about it; null for what it leaves alone. */
  repair: string | null
}
