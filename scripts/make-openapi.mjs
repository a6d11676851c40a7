// Writes openapi.json, the description of the API, from the built server: nothing is started for it. With --check it writes
// nothing, and says whether the file is stale. Needs a built tree.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import * as prettier from 'prettier';

const FILE = 'openapi.json';
const { AppModule } = await import('../dist/app/app.module.js');
const { ownVersion } = await import('../dist/app/description/api-document.js');
const { makeDocument } = await import('../dist/app/description/make-document.js');

const app = await NestFactory.create(AppModule, { preview: true, logger: ['error'], abortOnError: false });
const document = makeDocument(app, ownVersion());
const text = await prettier.format(JSON.stringify(document), {
  ...(await prettier.resolveConfig(FILE)),
  parser: 'json',
});

if (!process.argv.includes('--check')) await writeFile(FILE, text);
else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  console.error(`openapi: ${FILE} is stale: run npm run openapi:generate`);
  process.exitCode = 1;
}
