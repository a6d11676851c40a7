import { existsSync } from 'node:fs';

/** Reads `.env` into this process's environment; what is already set takes precedence. Why it cannot be read, in a sentence; null: it was, or there is none. */
export function loadEnvFile(): string | null {
  if (!existsSync('.env')) return null;
  try {
    process.loadEnvFile('.env');
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `The file .env cannot be read (${code ?? 'unknown reason'})`;
  }
}
