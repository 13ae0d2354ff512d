/**
 * What both commands need before Atlassian's packages are loaded: the app's folder as the working directory, a
 * temporary folder of their own, and nothing that reaches for the network.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

/** Enters the app's folder. @returns a temporary folder, gone when the process ends. */
function goOffline() {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'guestlist-forge-'));
  process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
  Object.assign(process.env, {
    CI: 'true',
    FORGE_DISABLE_ANALYTICS: '1', // analytics and error reports
    XDG_CONFIG_HOME: scratch, // Forge's cache of earlier downloads: a result must not depend on it
    TMPDIR: scratch, // the bundler leaves its output behind
  });
  process.chdir(ROOT);
  return scratch;
}

module.exports = { ROOT, goOffline };
