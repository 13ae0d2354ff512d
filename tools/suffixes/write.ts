import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { publicSuffixRules, reversed } from './rules';

/** `npm run suffixes`: writes the public suffix list of the installed tldts into the back end, as `public-suffix.ts` reads it. */
const FILE = path.resolve(__dirname, '../../src/features/policy/public-suffixes.generated.ts');
/** One digit says how much a line has in common with the one before. */
const COMMON_MAX = 35;

function packed(): string {
  let before = '';
  const lines = publicSuffixRules().map((rule) => {
    const name = reversed(rule);
    let common = 0;
    while (common < Math.min(COMMON_MAX, name.length) && name[common] === before[common]) common += 1;
    before = name;
    return common.toString(36) + name.slice(common);
  });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(lines.join('\n'), { params }).toString('base64');
}

writeFileSync(
  FILE,
  [
    '/** Written by `npm run suffixes` from the package tldts: see docs/decisions/0022-public-suffixes.md. */',
    'export const PUBLIC_SUFFIXES =',
    `  '${packed()}';`,
    '',
  ].join('\n'),
);
