import fc from 'fast-check';
import type { AuditEntry, AuditPage } from '../../../src/contract/audit';
import type { ReasonCode } from '../../../src/domain/reason';
import type { Reply } from '../../../src/contract/reply';
import { exportParts } from './export';
import type { ExportPart, ExportPorts } from './export';

function entry(place: number): AuditEntry {
  return {
    id: String(place),
    at: `2026-10-05T12:00:00.${String(place).padStart(3, '0')}Z`,
    actor: { kind: 'nobody' },
    outcome: 'refused',
    event: 'refusal',
    asked: 'script',
  };
}

/** A log that gives out pages of these sizes; each place is asked for by its number. */
function log(sizes: readonly number[], { refusals = new Map<number, ReasonCode[]>() } = {}) {
  const asked: (string | undefined)[] = [];
  const pauses: number[] = [];
  const ports: ExportPorts = {
    page(before) {
      asked.push(before);
      const place = Number(before ?? 0);
      const code = refusals.get(place)?.shift();
      return Promise.resolve(code ? refusal(code) : page(place));
    },
    write: ({ entries }) => entries.map(({ id }) => `${id}\n`).join(''),
    pause(ms) {
      pauses.push(ms);
      return Promise.resolve();
    },
  };
  function page(place: number): Reply<AuditPage> {
    const first = sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
    const entries = Array.from({ length: sizes[place] ?? 0 }, (_, index) => entry(first + index));
    const more = place + 1 < sizes.length && { before: String(place + 1) };
    return { ok: true, data: { entries, ...more } };
  }
  return { asked, pauses, ports };
}

function refusal(code: ReasonCode): Reply<AuditPage> {
  return { ok: false, error: { code } };
}

async function run(ports: ExportPorts) {
  const parts: ExportPart[] = [];
  const going = exportParts(ports);
  for (;;) {
    const next = await going.next();
    if (next.done) return { parts, error: next.value, text: parts.map(({ text }) => text).join('') };
    parts.push(next.value);
  }
}

describe('exportParts', () => {
  test('gives every entry once, in order, a part for each page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5 }), { minLength: 1 }), async (sizes) => {
        const { parts, text } = await run(log(sizes).ports);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(text).toBe(Array.from({ length: total }, (_, place) => `${place}\n`).join(''));
        expect(parts).toHaveLength(sizes.length);
        expect(parts.at(-1)?.entries).toBe(total);
      }),
    );
  });

  test('asks for a page only when the one before was taken', async () => {
    const { asked, ports } = log([2, 2, 2]);
    const going = exportParts(ports);
    await going.next();
    expect(asked).toEqual([undefined]);
    await going.next();
    expect(asked).toEqual([undefined, '1']);
  });

  test('goes on over pages on which nothing matched', async () => {
    expect((await run(log([0, 0, 1]).ports)).text).toBe('0\n');
  });

  test('tells how far back it has come', async () => {
    expect((await run(log([2]).ports)).parts[0]?.backTo).toBe('2026-10-05T12:00:00.001Z');
  });

  test('asks again for a page that failed, waiting longer each time', async () => {
    const refusals = new Map<number, ReasonCode[]>([[1, ['unexpected', 'storage-unavailable']]]);
    const { pauses, ports } = log([1, 1], { refusals });
    expect(await run(ports)).toMatchObject({ text: '0\n1\n', error: undefined });
    expect(pauses).toEqual([1000, 2000]);
  });

  test('ends with the reason where a page keeps failing, and keeps what came before', async () => {
    const refusals = new Map<number, ReasonCode[]>([[1, Array<ReasonCode>(9).fill('unexpected')]]);
    const { pauses, ports } = log([3, 1], { refusals });
    const { parts, text, error } = await run(ports);
    expect(text).toBe('0\n1\n2\n');
    expect(parts.at(-1)?.entries).toBe(3);
    expect(error?.code).toBe('unexpected');
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
  });

  test('does not repeat what will not pass', async () => {
    const { asked, ports } = log([1], { refusals: new Map([[0, ['not-a-jira-admin']]]) });
    expect((await run(ports)).error?.code).toBe('not-a-jira-admin');
    expect(asked).toHaveLength(1);
  });
});
