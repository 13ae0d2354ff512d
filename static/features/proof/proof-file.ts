import { PROOF_CHECKS } from '../../../src/contract/proof-checks';
import type { ProofResult } from '../../../src/contract/proof';

/** A proof for the developers: what is stored of it, without names and addresses, and what was expected. */
export function fileOf({ findings, ...result }: ProofResult): Blob {
  const checks = findings.map((finding) => ({ ...finding, expected: PROOF_CHECKS[finding.check].expected }));
  return new Blob([JSON.stringify({ app: 'Guestlist', ...result, checks }, undefined, 2)], {
    type: 'application/json',
  });
}
