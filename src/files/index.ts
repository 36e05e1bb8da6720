export { createOnce } from './create-once'
export { unlessRefused } from './unless-refused'
export { replaceFile } from './replace'
export { overwriteFile } from './overwrite'
export { AppendLog } from './append-log'
export { StagedFile } from './staged-file'
export { StagedFolder } from './staged-folder'
export { readLink, replaceLink } from './replace-link'
export { moveFolder, relocateFolder, relocateIfFree } from './move-folder'
export { OutputFile } from './output-file'
export { isTemporaryName } from './hidden-names'
export { discardFolder, removeEmptyFolder, removeFile, removeFolder, sweepTemporary } from './remove'

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
  isSettled,
  kindAt,
  listEntries,
  look,
  lookAtFolder,
  readLooked,
  readLookedBytes,
  type FolderEntry,
  type Look,
} from './look'
export { readPlainRecord } from './plain-record'
export { ownPackage } from './own-package'
export { findAbove } from './find-above'
export { hasAbove } from './has-above'
export { hashFile } from './hash-file'
export { hashFileNow, type HashedNow } from './hash-now'
export { freeBytes } from './free-bytes'
export { folderBytes } from './folder-bytes'
export { serveThread, WorkThread } from './work-thread'
export { jsonText, spellNumber } from './json-text'

export { FolderLock, isHeld, readHolder, type Held } from './lock'
export { judgeHolder, type Holder } from './holder'
export { thisProcess, type ProcessFacts } from './process-facts'
