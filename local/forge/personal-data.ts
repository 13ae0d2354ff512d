import * as z from 'zod';
import type { Manifest } from './manifest';
import { scopesOf } from './manifest';

/** Accounts in one report. @see https://developer.atlassian.com/platform/forge/user-privacy-guidelines/ */
const REPORT_MAX = 90;

const reportSchema = z.object({
  accounts: z.array(z.object({ accountId: z.string(), updatedAt: z.string() })),
});
export type Report = z.output<typeof reportSchema>;

export const accountMarkSchema = z.strictObject({
  accountId: z.string(),
  status: z.enum(['closed', 'updated']),
});
export type AccountMark = z.output<typeof accountMarkSchema>;

/** Stands in for Atlassian's side of personal-data reporting: which accounts were closed or changed. */
export class PersonalData {
  /** Every report, in order. */
  readonly reports: Report[] = [];
  readonly #marked = new Map<string, AccountMark['status']>();
  #refusal: { readonly status: number; left: number } | undefined;

  constructor(private readonly manifest: Manifest) {}

  /** What the next report that names the account is answered. */
  mark(accountId: string, status: AccountMark['status']): void {
    this.#marked.set(accountId, status);
  }

  marks(): readonly AccountMark[] {
    return [...this.#marked].map(([accountId, status]) => ({ accountId, status }));
  }

  /** Nothing happened to any account. */
  unmarkAll(): void {
    this.#marked.clear();
  }

  /** Refuses the next reports, `429` for one that comes too early; none where `times` is 0. */
  refuse(status: number, times = Number.POSITIVE_INFINITY): void {
    this.#refusal = { status, left: times };
  }

  /** `POST /app/report-accounts`, as `privacy` of `@forge/api` calls it. */
  answer(body: unknown): Response {
    if (!scopesOf(this.manifest).has('report:personal-data')) return new Response(null, { status: 403 });
    if (this.#refusal && this.#refusal.left > 0) {
      this.#refusal.left -= 1;
      return new Response(null, { status: this.#refusal.status });
    }
    const report = reportSchema.safeParse(body);
    if (!report.success || report.data.accounts.length > REPORT_MAX)
      return new Response(null, { status: 400 });
    this.reports.push(report.data);
    const accounts = report.data.accounts.flatMap(({ accountId }) => {
      const status = this.#marked.get(accountId);
      return status ? [{ accountId, status }] : [];
    });
    return accounts.length === 0 ? new Response(null, { status: 204 }) : Response.json({ accounts });
  }
}
