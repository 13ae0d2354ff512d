import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { listingPage } from './listing-page';
import { takePictures } from './pictures';
import { readAsked } from './read-asked';
import { scopesPage } from './scopes-page';

const FOLDER = path.resolve(__dirname, '../../docs/marketplace');

/** `npm run marketplace`: writes the listing, the page of scopes and routes, and all pictures anew. */
async function write(): Promise<void> {
  await page('listing.md', listingPage());
  await page('scopes.md', scopesPage(readAsked()));
  await takePictures();
}

async function page(name: string, text: string): Promise<void> {
  const file = path.join(FOLDER, name);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
}

void write();
