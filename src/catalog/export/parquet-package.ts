import type * as parquet from 'hyparquet-writer' with { 'resolution-mode': 'import' }
import { loadPackages } from '../../files/optional-packages'

/**
 * Loads hyparquet-writer.
 *
 * @throws EXMAN_PACKAGE_MISSING when it cannot be found, or does not load
 */
export async function loadParquetPackage(): Promise<typeof parquet> {
  const [loaded] = await loadPackages('Parquet', ['hyparquet-writer'])
  return loaded as typeof parquet
}
