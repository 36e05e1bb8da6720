export { createOnce, type CreateOnceOptions } from './create-once'
export { replaceFile, type ReplaceOptions } from './replace'
export { AppendLog } from './append-log'
export { StagedFolder } from './staged-folder'
export { replaceLink } from './replace-link'
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

export { readBytes, readJson, readRecord, readText } from './read'
export { hashFile, type FileDigest } from './hash-file'
export { jsonText } from './json-text'
export { fileError } from './file-error'

export { FolderLock, isHeld, readHolder, type AcquireOptions, type Held } from './lock'
export { judgeHolder, type Holder, type Judgement } from './holder'
export { thisProcess, type ProcessFacts } from './process-facts'
