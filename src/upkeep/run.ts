import { randomUUID } from 'node:crypto';
import type { AuditPorts } from '../audit/record';
import type { ProjectId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import type { Reason } from '../contract/reason';
import type { Refusal } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import type { Callers } from '../jira/callers';
import { reasonOf } from '../jira/reasons';
import type { Store } from '../store/store';
import type { UpkeepReport, UpkeepRound, UpkeepWork } from '../store/upkeep';
import type { Standing } from './standing';

/**
 * Calls of one run. A page of 50 customers costs 101 of the points that Jira gives an app in an hour for all sites
 * together, so that a large desk takes several runs.
 */
export const RUN_CALLS_MAX = 100;
/** Jira lists a desk's customers 5 times a second for everybody on the site: an agent's search needs room, too. */
const PACE_MS = 250;

export interface UpkeepPorts extends AuditPorts {
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly store: Store;
}

/** One invocation's part of a round. */
export interface Run {
  readonly caller: JiraCaller;
  /** What it means when Jira refuses the caller. */
  readonly lacksPower: Reason;
  readonly ports: UpkeepPorts;
  /** No other run has it. */
  readonly id: string;
  callsLeft(): number;
  isOver(): boolean;
  /** Waits until a desk's list may be asked again. */
  pace(): Promise<void>;
  /** Read once a run: it takes a storage query for each 100 enrolments. */
  readonly standings: Map<ProjectId, Standing>;
}

/** What a step works on. */
export interface Place {
  readonly policy: ProjectPolicy;
  readonly round: UpkeepRound;
  readonly work: UpkeepWork;
}

/** What a step leads to: more of the round, or nothing before the next run. */
export type Stepped = UpkeepRound | Later;

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
  privileged: { readonly caller: JiraCaller; readonly lacksPower: Reason },
  ports: UpkeepPorts,
): Run {
  const { clock } = ports;
  let calls = 0;
  let lastPage = 0;
  return {
    lacksPower: privileged.lacksPower,
    ports,
    id: randomUUID(),
    caller: {
      requestJira(path, init) {
        calls += 1;
        return privileged.caller.requestJira(path, init);
      },
    },
    callsLeft: () => RUN_CALLS_MAX - calls,
    isOver: () => calls >= RUN_CALLS_MAX || clock.now() >= deadline,
    async pace() {
      const wait = lastPage + PACE_MS - clock.now();
      if (wait > 0) await clock.sleep(wait);
      lastPage = clock.now();
    },
    standings: new Map(),
  };
}

/** Why Jira did not answer, for whoever reads the report. */
export function whyRefused(refusal: Refusal, { lacksPower }: Run): Reason['code'] {
  const isPower = refusal.kind === 'forbidden' || refusal.kind === 'unauthorized';
  return isPower ? lacksPower.code : reasonOf(refusal).code;
}

/** The round with what a step found out. */
export function withWork({ round, work }: Place, changed: Partial<UpkeepWork>): UpkeepRound {
  return { ...round, work: { ...work, ...changed } };
}

/** The round with a changed report. */
export function withReport(place: Place, changed: Partial<UpkeepReport>): UpkeepRound {
  return withWork(place, { report: { ...place.work.report, ...changed } });
}
