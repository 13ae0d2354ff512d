import fc from 'fast-check';
import { decode, piecesOf } from './decode';
import type { DecodedText } from './decode';
import { FILE_BYTES_MAX } from './reading';

const TEXT = 'Name;E-Mail\nBjörk;bjork@acme.example\n';

describe('decode', () => {
  test.each([
    ['UTF-8', utf8(TEXT), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\uFEFF${TEXT}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${TEXT}`, 'le'), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${TEXT}`, 'be'), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(TEXT, 'le'), 'utf-16le'],
    ['UTF-16 BE without a mark', utf16(TEXT, 'be'), 'utf-16be'],
    ['Windows-1252', Buffer.from(TEXT, 'latin1'), 'windows-1252'],
  ])('reads %s', async (_name, bytes, encoding) => {
    const decoded = await decode(new Blob([bytes]));
    expect(decoded).toMatchObject({ ok: true, encoding });
    expect(await textOf(decoded)).toBe(TEXT);
  });

  test('reads Japanese in UTF-16 without a mark by its separators and addresses', async () => {
    const text = '氏名,メール\n山田太郎,taro@acme.example\n';
    expect(await textOf(await decode(new Blob([utf16(text, 'le')])))).toBe(text);
  });

  test('takes a file for Windows-1252 whose only foreign byte is its last', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'.repeat(50_000)), Buffer.from([0xe9])]);
    expect(await decode(new Blob([bytes]), 1000)).toMatchObject({ ok: true, encoding: 'windows-1252' });
  });

  test('gives the same text in pieces of any size', async () => {
    const lines = fc.array(
      fc.constantFrom('ada@acme.example', 'Zoë', 'ß', '日本', '😀', ',', ';', '\n', '\r', '\r\n', '"'),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 9 }), fc.nat(3), async (parts, size, kind) => {
        const text = `ada@acme.example\n${parts.join('')}`;
        const encoded = [
          utf8(text),
          utf8(`\uFEFF${text}`),
          utf16(`\uFEFF${text}`, 'le'),
          utf16(`\uFEFF${text}`, 'be'),
        ][kind];
        expect(await textOf(await decode(new Blob(encoded ? [encoded] : []), size))).toBe(
          text.replace(/\r\n?/g, '\n'),
        );
      }),
    );
  });

  test('reads each character that Windows-1252 shares with Latin-1, in pieces of any size', async () => {
    // 0x80 to 0x9F differ; Node 20 decodes them as Latin-1 (browsers do not), so they are left out here.
    const bytes = fc.uint8Array({ min: 0xa0, minLength: 3, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (some, size) => {
        const all = Buffer.concat([Buffer.from('ada@acme.example,'), some, Buffer.from([0xff])]);
        expect(await textOf(await decode(new Blob([all]), size))).toBe(all.toString('latin1'));
      }),
    );
  });

  test('makes one kind of line end of all, also where a piece ends within one', async () => {
    expect(await textOf(await decode(new Blob(['a\r\nb\rc\nd\r']), 2))).toBe('a\nb\nc\nd\n');
  });

  test('tells how much of the file is read', async () => {
    const decoded = await decode(new Blob(['abcd']), 1);
    const parts: number[] = [];
    if (decoded.ok) for await (const { part } of decoded.pieces) parts.push(part);
    expect(parts).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test.each([
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'spreadsheet'],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'spreadsheet'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image'],
    ['a PDF', [...Buffer.from('%PDF-1.7')], 'pdf'],
    ['nulls', Array<number>(100).fill(0), 'other'],
    ['machine code', Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251), 'other'],
  ])('refuses %s', async (_name, bytes, kind) => {
    const decoded = await decode(new Blob([Uint8Array.from(bytes)]));
    expect(decoded).toEqual({ ok: false, problem: { problem: 'binary', kind } });
  });

  test('keeps a stray null byte in a text', async () => {
    const text = 'email\nada\0@acme.example\n';
    expect(await textOf(await decode(new Blob([text])))).toBe(text);
  });

  test('refuses a file that is too large before it reads any of it', async () => {
    const file = new Blob([]);
    Object.defineProperty(file, 'size', { value: 200_000_000 });
    expect(await decode(file)).toEqual({
      ok: false,
      problem: { problem: 'too-large', bytes: 200_000_000, max: FILE_BYTES_MAX },
    });
  });

  test('refuses an empty file', async () => {
    expect(await decode(new Blob([]))).toEqual({ ok: false, problem: { problem: 'empty' } });
  });
});

describe('piecesOf', () => {
  test('treats what was pasted like a file', async () => {
    expect(await joined(piecesOf('\uFEFFa\r\nb\rc'))).toBe('a\nb\nc');
  });
});

async function textOf(decoded: Awaited<ReturnType<typeof decode>>): Promise<string> {
  if (!decoded.ok) throw new Error(decoded.problem.problem);
  return joined(decoded.pieces);
}

async function joined(pieces: DecodedText['pieces']): Promise<string> {
  let all = '';
  for await (const { text } of pieces) all += text;
  return all;
}

function utf8(text: string): Buffer<ArrayBuffer> {
  return Buffer.from(text, 'utf8');
}

function utf16(text: string, order: 'le' | 'be'): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
}
