import { SiteClock } from '../../local/clock';
import { Queues } from '../../local/forge/queue';
import type { Deliver, QueuedEvent } from '../../local/forge/queue';
import { fixtureHost, invoke } from './fixture-app/host';

let clock: SiteClock;
let queues: Queues;
beforeEach(() => {
  clock = new SiteClock();
  queues = new Queues(clock);
});

type Payload = Parameters<Queues['publish']>[0]['payload'];

function publish(...payload: Payload): Response {
  return queues.publish({ queueName: 'work', jobId: 'job', payload });
}

/** Delivers what is due. @returns what was delivered, in order. */
async function deliver(answer: (event: QueuedEvent) => unknown = () => undefined): Promise<unknown[]> {
  const delivered: unknown[] = [];
  const note: Deliver = (event) => {
    delivered.push(event.body);
    return Promise.resolve(answer(event));
  };
  await queues.deliverDue(note);
  return delivered;
}

async function stats(): Promise<unknown> {
  return queues.stats('job').json();
}

const again = { _retry: true, retryOptions: { retryAfter: 30, retryReason: 'BUSY', retryData: { row: 7 } } };

describe('a queued event', () => {
  it('is delivered once', async () => {
    publish({ body: { row: 1 } }, { body: { row: 2 } });
    expect(await deliver()).toEqual([{ row: 1 }, { row: 2 }]);
    expect(await deliver()).toEqual([]);
  });

  it('waits for its delay', async () => {
    publish({ body: {}, delayInSeconds: 60 });
    clock.advance(59_000);
    expect(await deliver()).toEqual([]);
    clock.advance(1000);
    expect(await deliver()).toEqual([{}]);
  });

  it('comes again when the consumer asks, after the time it names, with what it said', async () => {
    publish({ body: {} });
    await deliver(() => again);
    clock.advance(29_000);
    expect(await deliver()).toEqual([]);
    clock.advance(1000);
    const contexts: unknown[] = [];
    await deliver(({ retryContext }) => void contexts.push(retryContext));
    expect(contexts).toEqual([{ retryCount: 1, retryReason: 'BUSY', retryData: { row: 7 } }]);
  });

  it('comes again when the consumer throws', async () => {
    publish({ body: {} });
    await deliver(() => {
      throw new Error('Out of paper');
    });
    clock.advance(1000);
    expect(await deliver()).toEqual([{}]);
  });

  it('is given up after ten deliveries', async () => {
    publish({ body: {} });
    let deliveries = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      deliveries += (await deliver(() => again)).length;
      clock.advance(30_000);
    }
    expect(deliveries).toBe(10);
    expect(await stats()).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  it('is waited for by whoever asks for deliveries while somebody else delivers it', async () => {
    publish({ body: {} });
    const steps: string[] = [];
    const slowly = queues.deliverDue(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps.push('delivered');
    });
    expect(await deliver()).toEqual([]);
    steps.push('asked');
    await slowly;
    expect(steps).toEqual(['delivered', 'asked']);
  });

  it('can be delivered twice, and still counts once', async () => {
    queues.twice = true;
    publish({ body: {} });
    expect(await deliver()).toEqual([{}, {}]);
    expect(await stats()).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });
});

describe('a job', () => {
  it('tells how many of its events are done and how many are left', async () => {
    publish({ body: {} }, { body: {}, delayInSeconds: 60 });
    await deliver();
    expect(await stats()).toEqual({ success: 1, inProgress: 1, failed: 0 });
  });

  it('can be cancelled: what waits is not delivered', async () => {
    publish({ body: {} }, { body: {}, delayInSeconds: 60 });
    await deliver();
    expect(queues.cancel('job')).toHaveProperty('status', 204);
    clock.advance(60_000);
    expect(await deliver()).toEqual([]);
    expect(await stats()).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('that there is not answers 404', () => {
    expect([queues.stats('none').status, queues.cancel('none').status]).toEqual([404, 404]);
  });
});

describe('a concurrency key', () => {
  it('keeps more events than its limit from running at once, and all are delivered', async () => {
    publish(...Array.from({ length: 6 }, () => ({ body: {}, concurrency: { key: 'site', limit: 2 } })));
    let running = 0;
    let most = 0;
    let total = 0;
    await queues.deliverDue(async () => {
      running += 1;
      total += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    });
    expect({ most, total }).toEqual({ most: 2, total: 6 });
  });
});

describe('a push', () => {
  const many = (count: number): Payload => Array.from({ length: count }, () => ({ body: {} }));

  it.each([
    ['of 50 events', many(50), 201],
    ['of 51 events', many(51), 400],
    ['of more than 200 KB', [{ body: { text: 'x'.repeat(205_000) } }], 413],
    ['with a delay of 900 seconds', [{ body: {}, delayInSeconds: 900 }], 201],
    ['with a delay of 901 seconds', [{ body: {}, delayInSeconds: 901 }], 400],
  ])('%s is taken, or not', (_what, payload, status) => {
    expect(publish(...payload)).toHaveProperty('status', status);
  });
});

describe('through the real @forge/events', () => {
  it('an event reaches its consumer, with the ids of the event and the job', async () => {
    const host = fixtureHost();
    const jobId = await invoke(host, 'push', [{ body: { row: 1 } }]);
    await host.runQueues();
    const worked = host.kvs.store.all('plain').map(({ value }) => value);
    expect(worked).toMatchObject([{ body: { row: 1 }, queueName: 'work', jobId }]);
    expect(await invoke(host, 'stats', jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('an event whose consumer throws is delivered again', async () => {
    const host = fixtureHost();
    await invoke(host, 'push', [{ body: { fail: true } }]);
    await host.runQueues();
    host.site.clock.advance(1000);
    await host.runQueues();
    expect(host.kvs.requests.filter((path) => path === '/api/v1/set')).toHaveLength(2);
  });

  it('a queue that nobody consumes takes nothing', async () => {
    const host = fixtureHost();
    host.manifest.modules.consumer.length = 0;
    await expect(invoke(host, 'push', [{ body: {} }])).rejects.toThrow('Nobody consumes the queue work');
  });
});
