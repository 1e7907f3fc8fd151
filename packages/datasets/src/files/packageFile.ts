import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The path of a file in an installed npm package. `module` is what Node can resolve in it, `path` is relative to that.
 *
 * @throws RangeError when the package or the file is not there.
 */
export function packageFile(module: string, path: string): string {
  const reinstall = `Install it again: npm install ${module.split('/')[0]}.`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(module);
  } catch (cause) {
    throw new RangeError(`packageFile: expected the npm package that has ${module}, got none. ${reinstall}`, { cause });
  }
  const file = join(dirname(entry), path);
  if (!existsSync(file)) {
    throw new RangeError(`packageFile: expected the file ${path} beside ${module}, got none. ${reinstall}`);
  }
  return file;
}
