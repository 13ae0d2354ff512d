import path from 'node:path';
import { writeFormatted } from '../write-formatted';
import { readAbout } from './about';
import { openApiDocument } from './document';

const ROOT = path.resolve(__dirname, '../..');

/** `npm run openapi`: writes docs/openapi.json anew. */
writeFormatted(path.join(ROOT, 'docs/openapi.json'), JSON.stringify(openApiDocument(readAbout(ROOT))));
