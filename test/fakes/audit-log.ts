import type { AuditEntry } from '../../src/contract/audit';
import { person } from '../../src/domain/actor';
import type { Actor } from '../../src/domain/actor';
import { auditItem } from '../../src/features/audit/store/audit-entry';
import { lookupItems } from '../../src/features/audit/store/audit-lookup';
import { auditStore } from '../../src/features/audit/store/audit-store';
import type { NewAuditEntry, StoredAuditQuery } from '../../src/features/audit/store/audit-store';
import { writeAll } from '../../src/platform/kvs/kvs';
import type { Item } from '../../src/platform/kvs/kvs';
import { accountId, PROJECT, projectId } from './ids';
import { KEY } from './keys';
import type { KvsSite } from './kvs-site';

export const ANA = person(accountId('5b10:ana'));
export const OTTO = person(accountId('5b10:otto'));
export const SCRIPT: Actor = { kind: 'key', keyId: KEY, name: 'Onboarding' };
export const OTHER = projectId('10002');
export const ADA = accountId('qm:ada');

/** An invitation that is done. */
export function entry(but: Partial<NewAuditEntry & { domain: string }> = {}): NewAuditEntry {
  return {
    actor: ANA,
    projectId: PROJECT,
    event: 'invitation',
    outcome: 'done',
    domain: 'acme.example',
    account: 'made',
    organizations: ['Acme'],
    emailed: false,
    ...but,
  } as NewAuditEntry;
}

/** An access that ended. */
export const ENDED = entry({
  event: 'access',
  action: 'ended',
  endsAt: '2026-01-01T00:00:00.000Z',
  desk: true,
  organizations: [],
} as object);

/** An entry as the app writes it, with what finds it. */
export function itemsOf(...args: Parameters<typeof auditItem>): readonly Item[] {
  const item = auditItem(...args);
  return [item, ...lookupItems(item)];
}

/** An entry as the version before wrote it: filters together do not find it. */
export function olderItem(...args: Parameters<typeof auditItem>): Item {
  const item = auditItem(...args);
  const { listed: _none, issueId = '', ...value } = item.value as { listed: true; issueId?: string };
  const isPair = issueId.startsWith('kind:invitation:');
  return { ...item, value: { ...value, ...(!isPair && { issueId }) } };
}

interface AuditLog {
  /** Writes entries, a second apart. */
  readonly log: (...entries: NewAuditEntry[]) => Promise<void>;
  readonly page: (query?: Partial<StoredAuditQuery>, oldest?: number) => ReturnType<typeof auditStore.page>;
  readonly entriesOf: (query: Partial<StoredAuditQuery>) => Promise<readonly AuditEntry[]>;
  /** Reads page after page until the last. */
  readonly readAllPages: (query: Partial<StoredAuditQuery>) => Promise<AuditEntry[]>;
}

/** The audit log of whatever site a test has. */
export function auditLog(site: () => KvsSite): AuditLog {
  /** Writes entries, a second apart. */
  async function log(...entries: NewAuditEntry[]): Promise<void> {
    await writeAll(
      entries.flatMap((each, place) =>
        itemsOf(each, { now: site().clock.now() + place * 1000, days: 365, place }),
      ),
    );
    site().clock.advance(entries.length * 1000);
  }

  function page(query: Partial<StoredAuditQuery> = {}, oldest = 0) {
    return auditStore.page({ limit: 25, ...query }, oldest, site().clock.now());
  }

  async function entriesOf(query: Partial<StoredAuditQuery>): Promise<readonly AuditEntry[]> {
    return (await page(query)).entries;
  }

  /** Reads page after page until the last. */
  async function readAllPages(query: Partial<StoredAuditQuery>): Promise<AuditEntry[]> {
    const all: AuditEntry[] = [];
    let before: string | undefined;
    do {
      const next = await page({ ...query, ...(before && { before }) });
      all.push(...next.entries);
      before = next.before;
    } while (before);
    return all;
  }

  return { log, page, entriesOf, readAllPages };
}
