import { parseAddress } from '../../domain/address/address';
import { refusedDomain, ruleForDomain } from '../../domain/organization/domain-rules';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { isPassing } from '../../platform/jira/result';
import { deskCustomersFrom } from '../../platform/jira/customers';
import type { DeskCustomer } from '../../platform/jira/customers';
import { accountHash } from './store/reconcile-store';
import { later, whyRefused, withReport, withWork } from './run';
import type { Roster, Run, StepResult } from './run';

/** Pages in one sheet: a thousand customers. */
const SHEET_PAGES = 20;
/** Forge storage takes 240 KiB in one value; a page may bring 20. */
const SHEET_BYTES_MAX = 180_000;

/** Reads a part of the desk's list, and keeps what a round needs of it. */
export async function readDesk(place: Roster, run: Run): Promise<StepResult> {
  const { policy, work } = place;
  const seen: string[] = [];
  const candidates: [AccountId, string][] = [];
  let { listed, hidden } = work.report;
  let { start } = work;
  let isLast = false;
  let bytes = 0;
  for (let page = 0; page < SHEET_PAGES && bytes < SHEET_BYTES_MAX && !isLast && !run.isOver(); page += 1) {
    await run.pace();
    const read = await deskCustomersFrom(run.caller, policy.serviceDeskId, start);
    if (!read.ok) {
      if (!isPassing(read.error)) return withReport(place, { reason: whyRefused(read.error, run) });
      // What was read is kept; the rest waits for the next run.
      if (page === 0) return later(whyRefused(read.error, run));
      break;
    }
    for (const customer of read.data.customers) {
      seen.push(accountHash(customer.accountId));
      if (customer.email === undefined) hidden += 1;
      const domain = customer.isActive ? ruledDomain(customer, policy) : undefined;
      if (domain === undefined) continue;
      candidates.push([customer.accountId, domain]);
      bytes += customer.accountId.length + domain.length + 8;
    }
    listed += read.data.customers.length;
    start += read.data.customers.length;
    isLast = read.data.isLast;
  }
  await run.ports.store.upkeep.saveSheet(policy.projectId, work.sheets, { seen, candidates });
  return withWork(place, {
    start,
    sheets: work.sheets + 1,
    phase: isLast ? 'notes' : 'desk',
    report: { ...work.report, listed, hidden },
  });
}

/** The domain of a customer whom a rule leads somewhere; who is denied is led nowhere. */
function ruledDomain({ email }: DeskCustomer, policy: ProjectPolicy): string | undefined {
  const address = email === undefined ? undefined : parseAddress(email);
  if (!address?.ok) return undefined;
  const { domain } = address.data;
  return ruleForDomain(domain, policy) && !refusedDomain(domain, policy) ? domain : undefined;
}
