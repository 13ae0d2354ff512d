import { randomUUID } from 'node:crypto';
import type { AuditPorts } from '../audit/append';
import type { ProjectId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import type { JiraError } from '../../platform/jira/result';
import { hourQuotaIn } from '../../platform/jira/hour-quota';
import type { JiraClient } from '../../platform/jira/client';
import type { JiraClients } from '../../platform/jira/clients';
import { reasonOf } from '../../platform/jira/reasons';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import type { ReconcileReport, ReconcileRound, ReconcileWork } from './store/reconcile-store';
import type { DeskSnapshot } from './desk-snapshot';

/**
 * Points of one run, an hour apart: Jira gives an app 65,000 in an hour for all sites together. A step that has begun may
 * take it as far as a quarter of those.
 */
const RUN_POINTS_MAX = 12_000;
const RUN_POINTS_END = 16_250;
/** Calls of one run, whatever they cost. */
const RUN_CALLS_MAX = 500;
/** Of a page of people: 50 of them, 2 points each, and the call. */
const PAGE_POINTS = 101;
/** Of a call that answers with few objects, such as one customer's organizations. */
const CALL_POINTS = 5;
/** Below this share of what the hour has left for all sites, the rest is for people. */
const HOUR_SHARE = 0.5;
/** Jira lists a desk's customers 5 times a second for everybody on the site: an agent's search needs room, too. */
const PACE_MS = 250;

export interface ReconcilePorts extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Store;
}

/** One invocation's part of a round. */
export interface Run {
  readonly caller: JiraClient;
  /** What it means when Jira refuses the caller. */
  readonly missingAdmin: Reason;
  readonly ports: ReconcilePorts;
  /** Whether Jira would be asked in the same name as when the run began. */
  isStillLent(authority: Settings['authority']): boolean;
  /** No other run has it. */
  readonly id: string;
  readonly spent: () => Spent;
  /** Whether so many calls, and pages of people, may still be asked for. */
  hasRoom(calls: number, pages?: number): boolean;
  isOver(): boolean;
  /** Waits until a desk's list may be asked again. */
  pace(): Promise<void>;
  /** Projects that wait for the next run. */
  readonly waiting: Set<ProjectId>;
  /** Read once a run. */
  readonly standings: Map<ProjectId, DeskSnapshot>;
}

export interface Spent {
  readonly calls: number;
  readonly points: number;
}

/** What a step works on. */
export interface Roster {
  readonly policy: ProjectPolicy;
  readonly round: ReconcileRound;
  readonly work: ReconcileWork;
}

/** What a step leads to: more of the round, or nothing before the next run. */
export type StepResult = ReconcileRound | Later;

/** With what Jira did not do; without, the run has only made its calls. */
export interface Later {
  readonly later: true;
  readonly why: Reason['code'] | undefined;
}

export function later(why?: Reason['code']): Later {
  return { later: true, why };
}

export function createRun(
  deadline: number,
  privileged: { readonly caller: JiraClient; readonly missingAdmin: Reason },
  { authority, ports }: { readonly authority: Settings['authority']; readonly ports: ReconcilePorts },
): Run {
  const { clock } = ports;
  const spent = { calls: 0, points: 0 };
  let isHourShort = false;
  let lastPage = 0;
  return {
    missingAdmin: privileged.missingAdmin,
    ports,
    isStillLent: (now) => JSON.stringify(now) === JSON.stringify(authority),
    id: randomUUID(),
    caller: {
      async requestJira(path, init) {
        spent.calls += 1;
        spent.points += 1;
        const answer = await privileged.caller.requestJira(path, init);
        isHourShort ||= (hourQuotaIn(answer, clock.now())?.left ?? 1) < HOUR_SHARE;
        return {
          ...answer,
          status: answer.status,
          headers: answer.headers,
          async text() {
            const text = await answer.text();
            spent.points += pointsOf(text);
            return text;
          },
        };
      },
    },
    spent: () => ({ ...spent }),
    hasRoom: (calls, pages = 0) =>
      spent.calls + calls + pages <= RUN_CALLS_MAX &&
      spent.points + calls * CALL_POINTS + pages * PAGE_POINTS <= RUN_POINTS_END,
    isOver: () =>
      isHourShort ||
      spent.calls >= RUN_CALLS_MAX ||
      spent.points >= RUN_POINTS_MAX ||
      clock.now() >= deadline,
    async pace() {
      const wait = lastPage + PACE_MS - clock.now();
      if (wait > 0) await clock.sleep(wait);
      lastPage = clock.now();
    },
    waiting: new Set(),
    standings: new Map(),
  };
}

/** Two for each person in an answer, beside the one of the call. */
function pointsOf(text: string): number {
  return 2 * (text.split('"accountId"').length - 1);
}

/** Why Jira did not answer, for the reader of the report. */
export function whyRefused(refusal: JiraError, { missingAdmin }: Run): Reason['code'] {
  const isPower = refusal.kind === 'forbidden' || refusal.kind === 'unauthorized';
  return isPower ? missingAdmin.code : reasonOf(refusal).code;
}

/** The round with what a step found out. */
export function withWork({ round, work }: Roster, changed: Partial<ReconcileWork>): ReconcileRound {
  return { ...round, work: { ...work, ...changed } };
}

/** The round with a changed report. */
export function withReport(place: Roster, changed: Partial<ReconcileReport>): ReconcileRound {
  return withWork(place, { report: { ...place.work.report, ...changed } });
}
