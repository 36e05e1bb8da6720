export { createOnce } from './create-once'
export { replaceFile } from './replace'
export { overwriteFile } from './overwrite'
export { AppendLog } from './append-log'
export { StagedFile } from './staged-file'
export { StagedFolder } from './staged-folder'
export { readLink, replaceLink } from './replace-link'
export { moveFolder, relocateFolder } from './move-folder'
export { OutputFile } from './output-file'
export { discardFolder, removeFile, removeFolder, sweepTemporary } from './remove'

export {
  claimFolder,
  ensureFolder,
  fileExists,
  fileSize,
  folderExists,
  listFolder,
  makeFolder,
  syncFolder,
} from './folders'

export { jsonIn, readBytes, readJson, readRecord, readText, recordIn, textOf } from './read'
export {
  listEntries,
  look,
  lookAtFolder,
  readLooked,
  readLookedBytes,
  type FolderEntry,
  type Look,
} from './look'
export { hashFile } from './hash-file'
export { freeBytes } from './free-bytes'
export { serveThread, WorkThread } from './work-thread'
export { jsonText } from './json-text'

export { FolderLock, isHeld, readHolder, type Held } from './lock'
export { judgeHolder, type Holder } from './holder'
export { thisProcess, type ProcessFacts } from './process-facts'
