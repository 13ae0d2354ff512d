import path from 'node:path';
import { writeFormatted } from '../write-formatted';
import { listingPage } from './listing-page';
import { readAsked } from './read-asked';
import { scopesPage } from './scopes-page';

const FOLDER = path.resolve(__dirname, '../../docs/marketplace');
const PICTURES = '--pictures';

/**
 * `npm run marketplace`: writes the listing and the page of scopes and routes; with `-- --pictures` it takes all pictures
 * anew, too, which builds the screens and starts a browser.
 */
async function write(options: readonly string[]): Promise<void> {
  const unknown = options.find((option) => option !== PICTURES);
  if (unknown !== undefined) {
    process.stderr.write(`There is no option ${unknown}; there is ${PICTURES}.\n`);
    process.exitCode = 1;
    return;
  }
  writeFormatted(path.join(FOLDER, 'listing.md'), listingPage());
  writeFormatted(path.join(FOLDER, 'scopes.md'), scopesPage(readAsked()));
  if (options.includes(PICTURES)) await (await import('./pictures')).takePictures();
}

void write(process.argv.slice(2));
