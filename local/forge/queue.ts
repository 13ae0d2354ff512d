import { randomUUID } from 'node:crypto';
import type { SiteClock } from '../clock';

/** Limits of Forge's async events. */
const EVENTS_PER_PUSH_MAX = 50;
const PUSH_BYTES_MAX = 200 * 1024;
const DELAY_MAX_SECONDS = 900;
/** Ours: Forge retries for 24 hours. */
const DELIVERIES_MAX = 10;

export interface QueuedEvent {
  readonly eventId: string;
  readonly jobId: string;
  readonly queueName: string;
  readonly body: unknown;
  readonly concurrency: { readonly key: string; readonly limit: number } | undefined;
  readonly dueAt: number;
  readonly deliveries: number;
  readonly retryContext: unknown;
}

interface Push {
  readonly queueName: string;
  readonly jobId: string;
  readonly payload: readonly {
    readonly body: unknown;
    readonly delayInSeconds?: number;
    readonly concurrency?: { readonly key: string; readonly limit: number };
  }[];
}

/** What a consumer returns to be called again. */
interface RetryRequest {
  readonly _retry: true;
  readonly retryOptions?: {
    readonly retryAfter?: number;
    readonly retryReason?: string;
    readonly retryData?: unknown;
  };
}

export type Deliver = (event: QueuedEvent) => Promise<unknown>;

/** Stands in for Forge's queues: at least once, with delays, retries and concurrency keys. */
export class Queues {
  #waiting: QueuedEvent[] = [];
  readonly #running = new Map<string, number>();
  readonly #jobs = new Map<string, { success: number; readonly open: Set<string>; failed: number }>();
  readonly #underway = new Set<Promise<void>>();
  /** Delivers each event twice, as "at least once" allows; for tests. */
  twice = false;

  constructor(private readonly clock: SiteClock) {}

  publish({ queueName, jobId, payload }: Push): Response {
    if (payload.length > EVENTS_PER_PUSH_MAX) return Response.json({}, { status: 400 });
    if (Buffer.byteLength(JSON.stringify(payload)) > PUSH_BYTES_MAX)
      return Response.json({}, { status: 413 });
    if (payload.some(({ delayInSeconds = 0 }) => delayInSeconds > DELAY_MAX_SECONDS)) {
      return Response.json({}, { status: 400 });
    }
    const open = new Set<string>();
    this.#jobs.set(jobId, { success: 0, open, failed: 0 });
    for (const { body, delayInSeconds = 0, concurrency } of payload) {
      const event = {
        eventId: randomUUID(),
        jobId,
        queueName,
        body,
        concurrency,
        dueAt: this.clock.now() + delayInSeconds * 1000,
        deliveries: 0,
        retryContext: undefined,
      };
      open.add(event.eventId);
      this.#waiting.push(event, ...(this.twice ? [event] : []));
    }
    return Response.json({}, { status: 201 });
  }

  stats(jobId: string): Response {
    const job = this.#jobs.get(jobId);
    if (!job) return Response.json({}, { status: 404 });
    return Response.json({ success: job.success, inProgress: job.open.size, failed: job.failed });
  }

  cancel(jobId: string): Response {
    const job = this.#jobs.get(jobId);
    if (!job) return Response.json({}, { status: 404 });
    this.#waiting = this.#waiting.filter((event) => {
      if (event.jobId === jobId) job.open.delete(event.eventId);
      return event.jobId !== jobId;
    });
    return new Response(null, { status: 204 });
  }

  /** Delivers until no event is due; waits for what another call is delivering, too. */
  async deliverDue(deliver: Deliver): Promise<void> {
    for (;;) {
      for (const event of this.#takeReady()) {
        const delivery = this.#deliver(event, deliver).finally(() => this.#underway.delete(delivery));
        this.#underway.add(delivery);
      }
      if (this.#underway.size === 0) return;
      await Promise.all(this.#underway);
    }
  }

  #takeReady(): QueuedEvent[] {
    const ready: QueuedEvent[] = [];
    this.#waiting = this.#waiting.filter((event) => {
      const key = event.concurrency?.key;
      const running = key === undefined ? 0 : (this.#running.get(key) ?? 0);
      const mayRun = event.dueAt <= this.clock.now() && running < (event.concurrency?.limit ?? Infinity);
      if (!mayRun) return true;
      if (key !== undefined) this.#running.set(key, running + 1);
      ready.push(event);
      return false;
    });
    return ready;
  }

  async #deliver(event: QueuedEvent, deliver: Deliver): Promise<void> {
    const job = this.#jobs.get(event.jobId);
    let answer: unknown;
    try {
      answer = await deliver(event);
    } catch {
      answer = { _retry: true, retryOptions: { retryAfter: 1 } } satisfies RetryRequest;
    } finally {
      const key = event.concurrency?.key;
      if (key !== undefined) this.#running.set(key, (this.#running.get(key) ?? 1) - 1);
    }
    if (isRetryRequest(answer) && event.deliveries + 1 < DELIVERIES_MAX) {
      this.#waiting.push(retried(event, answer, this.clock.now()));
    } else if (job?.open.delete(event.eventId)) {
      if (isRetryRequest(answer)) job.failed += 1;
      else job.success += 1;
    }
  }
}

/** An `InvocationError`, as JSON. */
export function isRetryRequest(answer: unknown): answer is RetryRequest {
  return typeof answer === 'object' && answer !== null && '_retry' in answer && answer._retry === true;
}

function retried(event: QueuedEvent, { retryOptions }: RetryRequest, now: number): QueuedEvent {
  const deliveries = event.deliveries + 1;
  return {
    ...event,
    deliveries,
    dueAt: now + (retryOptions?.retryAfter ?? 1) * 1000,
    retryContext: {
      retryCount: deliveries,
      retryReason: retryOptions?.retryReason,
      retryData: retryOptions?.retryData,
    },
  };
}
