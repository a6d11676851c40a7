import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidEnvironmentError } from '../config/parse-env.js';
import { codeOf } from '../store/store-error.js';

const FILE_NAME = 'encryption-key';
const KEY_BYTES = 32;

/** The key that a server with a database of its own has made for itself; null: it has made none. */
export async function ownKeyIn(dataDir: string): Promise<Buffer | null> {
  const text = await readFile(join(dataDir, FILE_NAME), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new InvalidEnvironmentError([`The file ${FILE_NAME} in DATA_DIR cannot be read (${codeOf(error) ?? '?'})`]);
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new InvalidEnvironmentError([`The file ${FILE_NAME} in DATA_DIR holds no key of ${KEY_BYTES} bytes in base64`]);
}

/** Makes it, on disk when this resolves: nothing may be sealed with a key that a power cut takes away. */
export async function makeOwnKeyIn(dataDir: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  await writeFile(join(dataDir, FILE_NAME), `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}
