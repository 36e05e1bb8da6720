// What a project imports from 'exman/backend'.

export {
  backendReport,
  loadTensorflow,
  type BackendName,
  type BackendReport,
  type LoadTensorflowOptions,
  type Tensorflow,
} from './load-tensorflow'
