import { fakeWorkers } from '../../../../test/fakes/reading-workers';
import { planOf } from '../../../../test/fakes/sheets';
import { cellsByLine } from '../result/own-cells';
import { openAgain } from './open-again';
import { createReader } from './reader';
import type { ImportedFile, Reader } from './reader';

const FILE = 'Email,Name\nada@acme.example,Ada\nnobody,\nada@acme.example,\nbob@acme.example,Bob\n';
const blob = (text: string): Blob => new Blob([Buffer.from(text, 'latin1')]);

/** The file of an import as it was read. */
async function imported(
  text: string,
  change: (reader: Reader) => Promise<unknown> = () => Promise.resolve(),
) {
  const reader = createReader(fakeWorkers().start);
  await reader.read(blob(text));
  await change(reader);
  const columns = ['email', 'name'] as const;
  await reader.preview(planOf([...columns]));
  const { fingerprint } = await reader.slice();
  const of: ImportedFile = { fingerprint, columns: [...columns] };
  return { reader, of };
}

const again = (text: string, of: ImportedFile) => {
  const reader = createReader(fakeWorkers().start);
  return openAgain(reader, blob(text), of, 'en').then((isIt) => ({ isIt, reader }));
};

test('the file that the page still has gives every person’s cells, those of errors too', async () => {
  const { reader, of } = await imported(FILE);
  expect(await reader.recognize(of)).toBe(true);
  expect([...(await cellsByLine(reader))]).toEqual([
    [2, ['ada@acme.example', 'Ada']],
    [3, ['nobody', '']],
    [5, ['bob@acme.example', 'Bob']],
  ]);
  // What is planned stays.
  expect(await reader.rows(0, 10, 'error')).toHaveLength(1);
});

test('a page without a file recognizes none, and starts no worker for that', async () => {
  const { of } = await imported(FILE);
  const workers = fakeWorkers();
  expect(await createReader(workers.start).recognize(of)).toBe(false);
  expect(workers.started).toEqual([]);
});

test('the same file, chosen again, is recognized; another one, or one that was changed, is not', async () => {
  const { of } = await imported(FILE);
  expect(await again(FILE, of)).toMatchObject({ isIt: true });
  expect(await again(FILE.replace('Bob', 'Rob'), of)).toMatchObject({ isIt: false });
  expect(await again('PK\u0003\u0004\u0000\u0000xlsx', of)).toMatchObject({ isIt: false });
  const { reader } = await again(FILE.replace('Bob', 'Rob'), of);
  await expect(cellsByLine(reader)).rejects.toThrow('No file was recognized.');
});

test('a file that was read in another way by hand is read so again', async () => {
  const polish = 'Email,Name\nlukasz@acme.example,\xa3ukasz\nzoe@acme.example,Zo\xeb\n';
  const headed = await imported(polish, (reader) => reader.setHeaded(false));
  expect(await again(polish, headed.of)).toMatchObject({ isIt: true });
  const reader = createReader(fakeWorkers().start);
  const first = await reader.read(blob(polish));
  const other = first.ok ? first.reading.encodings.at(-1) : undefined;
  expect(other).toBeDefined();
  const encoded = await imported(polish, (each) =>
    each.read(blob(polish), { ...(other && { encoding: other }) }),
  );
  expect(await again(polish, encoded.of)).toMatchObject({ isIt: true });
});
