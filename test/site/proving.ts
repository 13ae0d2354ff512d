import type { ProofInput, ProofResult, ProofView } from '../../src/contract/proof';
import type { LocalSite } from '../../local/server/local-site';
import { SUP, told } from './scripting';

const SECOND_MS = 1_000;
/** No proof takes longer on a site that does its work. */
const SECONDS_MAX = 900;

export const ADDRESS = 'jira-admin+proof@guestlist.example';

export function begin(
  site: LocalSite,
  but: Partial<ProofInput> = {},
  who = 'jira-admin',
): Promise<ProofView> {
  return told(site, who, 'proof.start', { email: ADDRESS, projectId: SUP, mail: false, ...but });
}

/** Lets the site's time pass until the proof is over. @returns what it found, and how long it took. */
export async function prove(
  site: LocalSite,
  but: Partial<ProofInput> = {},
): Promise<{ readonly result: ProofResult; readonly view: ProofView; readonly seconds: number }> {
  const before = site.jira.clock.now();
  await begin(site, but);
  return { ...(await untilOver(site)), seconds: (site.jira.clock.now() - before) / SECOND_MS };
}

export async function untilOver(
  site: LocalSite,
): Promise<{ readonly result: ProofResult; readonly view: ProofView }> {
  for (let passed = 0; passed < SECONDS_MAX; passed += 1) {
    await site.forge.passTime(SECOND_MS);
    const view = await told(site, 'jira-admin', 'proof.show');
    if (!view.run && view.last) return { result: view.last, view };
  }
  throw new Error('The proof does not end');
}

/** A row of the table, in short: `differs 403 refused`. */
export function rowOf({ findings }: ProofResult, check: string): string {
  const found = findings.find((each) => each.check === check);
  if (!found) return 'not there';
  return [found.verdict, found.answer, found.finding].filter(Boolean).join(' ');
}

/** The rows that are not as expected. */
export function differing({ findings }: ProofResult): Record<string, string> {
  return Object.fromEntries(
    findings
      .filter(({ verdict }) => verdict !== 'expected')
      .map(({ check, verdict, finding }) => [check, [verdict, finding].filter(Boolean).join(' ')]),
  );
}
