import path from 'node:path';
import { writeFormatted } from '../write-formatted';
import { listingPage } from './listing-page';
import { takePictures } from './pictures';
import { readAsked } from './read-asked';
import { scopesPage } from './scopes-page';

const FOLDER = path.resolve(__dirname, '../../docs/marketplace');

/** `npm run marketplace`: writes the listing, the page of scopes and routes, and all pictures anew. */
async function write(): Promise<void> {
  writeFormatted(path.join(FOLDER, 'listing.md'), listingPage());
  writeFormatted(path.join(FOLDER, 'scopes.md'), scopesPage(readAsked()));
  await takePictures();
}

void write();
