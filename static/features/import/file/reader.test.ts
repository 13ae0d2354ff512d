import { createReader } from './reader';
import { fakeWorkers } from '../../../../test/fakes/reading-workers';
import { planOf } from '../../../../test/fakes/sheets';

const FILE = 'Email,Name\nada@acme.example,Ada\nada@acme.example,\nbob@acme.example,Bob\n';

describe('the reader', () => {
  test('reads, plans and slices a file in its worker', async () => {
    const reader = createReader(fakeWorkers().start);
    const parts: number[] = [];
    const answer = await reader.read(FILE, { onProgress: (part) => parts.push(part) });
    expect(answer).toMatchObject({ ok: true, reading: { rows: 3, guess: ['email', 'name'] } });
    expect(parts).toEqual([1]);
    expect(await reader.preview(planOf(['email', 'name']))).toMatchObject({
      counts: { unchecked: 2, skip: 1 },
    });
    expect(await reader.rows(0, 10, 'skip')).toMatchObject([{ line: 3, into: 2 }]);
    expect(await reader.toLookUp(1)).toEqual(['ada@acme.example']);
    const look = { account: 'none' } as const;
    expect(await reader.lookedUp([{ email: 'ada@acme.example', look }])).toMatchObject({ notLookedUp: 1 });
    expect(await reader.slice()).toMatchObject({ people: 2, slices: 1 });
    expect(await reader.sliceGroup(0)).toMatchObject({
      from: 0,
      slices: [[{ line: 2, also: [3] }, { line: 4 }]],
    });
    expect(await reader.sliceGroup(1)).toBeUndefined();
    expect(await reader.keptBack(0, 10)).toEqual([]);
    expect(await reader.setHeaded(false)).toMatchObject({ rows: 4 });
  });

  test('gives up on a read when told so, and reads the next file', async () => {
    const { started, start } = fakeWorkers();
    const reader = createReader(start);
    const control = new AbortController();
    const read = reader.read(FILE, { signal: control.signal });
    control.abort();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect(started).toMatchObject([{ ended: true }]);
    expect(await reader.read(FILE)).toMatchObject({ ok: true });
  });

  test('gives up on a read when another file comes', async () => {
    const reader = createReader(fakeWorkers().start);
    const first = reader.read(FILE);
    const second = reader.read('Email\nada@acme.example\n');
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(await second).toMatchObject({ ok: true, reading: { rows: 1 } });
  });

  test('says of a file whose worker breaks that it cannot be read', async () => {
    const { started, start } = fakeWorkers();
    const reader = createReader(start);
    const read = reader.read(FILE);
    started[0]?.break();
    expect(await read).toEqual({ ok: false, problem: { problem: 'unreadable' } });
  });

  test('rejects what makes no sense, and answers what comes next', async () => {
    const reader = createReader(fakeWorkers().start);
    await expect(reader.sliceGroup(0)).rejects.toThrow('Nothing was sliced yet.');
    expect(await reader.read(FILE)).toMatchObject({ ok: true });
  });

  test('ends its worker when it is closed', async () => {
    const { started, start } = fakeWorkers();
    const reader = createReader(start);
    await reader.read(FILE);
    const rows = reader.preview(planOf(['email', 'name']));
    reader.close();
    await expect(rows).rejects.toMatchObject({ name: 'AbortError' });
    expect(started).toMatchObject([{ ended: true }]);
  });
});
