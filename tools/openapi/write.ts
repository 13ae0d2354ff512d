import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readAbout } from './about';
import { openApiDocument } from './document';

const ROOT = path.resolve(__dirname, '../..');
const FILE = path.join(ROOT, 'docs/openapi.json');

/** `npm run openapi`: writes docs/openapi.json anew. */
async function write(): Promise<void> {
  const text = JSON.stringify(openApiDocument(readAbout(ROOT)));
  writeFileSync(FILE, await format(text, { ...(await resolveConfig(FILE)), parser: 'json' }));
}

void write();
