/**
 * Atlassian's OpenAPI files, from which the official linter learns each route's scopes. It would download
 * them; here it is handed what lies in ../shared/openapi. They are Atlassian's, so they never enter the project.
 */
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./offline.cjs');

const GIVEN = path.resolve(ROOT, '../shared/openapi');
/** jsm.json is older than `/customer/invite`, which stands in the additions. */
const JSM_FILES = ['jsm.json', 'jsm-additions.json'];

/**
 * Points the linter at local files only.
 *
 * @param scratch a temporary folder.
 * @returns whether Atlassian's specification was there; without it no scope is checked.
 */
function useLocalSpecification(scratch) {
  const given = fs.existsSync(GIVEN);
  const none = write(path.join(scratch, 'none.json'), {});
  Object.assign(process.env, {
    USE_LOCAL_SWAGGER: '1', // heeded only when all six files are named
    LOCAL_JIRA_SWAGGER: given ? path.join(GIVEN, 'jira-platform.json') : none,
    LOCAL_JSM_SWAGGER: given ? write(path.join(scratch, 'jsm.json'), mergedPaths(JSM_FILES)) : none,
    LOCAL_JSW_SWAGGER: none,
    LOCAL_CONF_SWAGGER: none,
    LOCAL_CONF_V2_SWAGGER: none,
    LOCAL_BB_SWAGGER: none,
  });
  return given;
}

function mergedPaths(names) {
  return Object.assign({}, ...names.map((name) => JSON.parse(fs.readFileSync(path.join(GIVEN, name))).paths));
}

function write(file, paths) {
  fs.writeFileSync(file, JSON.stringify({ paths }));
  return file;
}

module.exports = { useLocalSpecification };
