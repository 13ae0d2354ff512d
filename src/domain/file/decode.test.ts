import fc from 'fast-check';
import { decode, piecesOf } from './decode';
import type { DecodedText } from './decode';
import { encodeText } from '../../../test/fakes/encoded-text';
import { SAMPLE_BYTES } from './encoding';
import { ENCODINGS, FILE_BYTES_MAX } from './reading';
import type { Encoding } from './reading';

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
    expect(await decode(new Blob([bytes]), { chunkBytes: 1000 })).toMatchObject({
      ok: true,
      encoding: 'windows-1252',
    });
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
        expect(await textOf(await decode(new Blob(encoded ? [encoded] : []), { chunkBytes: size }))).toBe(
          text.replace(/\r\n?/g, '\n'),
        );
      }),
    );
  });

  test('reads each character of Windows-1252, in pieces of any size, on every runtime', async () => {
    const high = [
      '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
      ...Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)),
    ].join('');
    const bytes = Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at);
    for (const chunkBytes of [1, 7, 1000]) {
      const decoded = await decode(new Blob([bytes]), { encoding: 'windows-1252', chunkBytes });
      expect(await textOf(decoded)).toBe(high);
    }
  });

  test('reads texts of every encoding back, in pieces that end within characters', async () => {
    const texts: readonly (readonly [Encoding, string])[] = [
      ['windows-1250', 'Łukasz Wiśniewski'],
      ['windows-1251', 'Иван Петров'],
      ['windows-1252', '“Jürgen” – 5 €'],
      ['macintosh', 'Jürgen Weiß'],
      ['shift_jis', '山田太郎 ﾔﾏﾀﾞ 表示'],
      ['euc-jp', '山田太郎'],
      ['euc-kr', '김민수'],
      ['gb18030', '张伟'],
      ['big5', '陳志明功'],
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.integer({ min: 1, max: 9 }), async (one, chunkBytes) => {
        const [encoding, name] = one;
        const text = `name,email\n${name},a@acme.example\n`;
        const decoded = await decode(new Blob([encodeText(text, encoding)]), { chunkBytes });
        expect(decoded).toMatchObject({ encoding, certain: false });
        expect(await textOf(decoded)).toBe(text);
      }),
    );
  });

  test.each([
    ['utf-8', '\uFEFFname\nJosé\n'],
    ['utf-16le', '\uFEFFname\nJosé\n'],
    ['utf-16be', '\uFEFFname\nJosé\n'],
  ] as const)('is certain of the mark of %s', async (encoding, text) => {
    const decoded = await decode(new Blob([encodeText(text, encoding)]), { locale: 'ja' });
    expect(decoded).toMatchObject({ encoding, certain: true, others: [] });
  });

  test('is certain of the mark of GB18030, and leaves it away', async () => {
    const bytes = Buffer.concat([Buffer.of(0x84, 0x31, 0x95, 0x33), encodeText('张伟', 'gb18030')]);
    const decoded = await decode(new Blob([bytes]), { chunkBytes: 3 });
    expect(decoded).toMatchObject({ encoding: 'gb18030', certain: true, others: [] });
    expect(await textOf(decoded)).toBe('张伟');
  });

  test('is certain of UTF-16 without a mark, yet names others', async () => {
    const decoded = await decode(new Blob([utf16(TEXT, 'le')]));
    expect(decoded).toMatchObject({ encoding: 'utf-16le', certain: true });
    expect(decoded.ok && decoded.others).toContain('windows-1252');
  });

  test('makes U+FFFD of what is wrong in UTF-8, and keeps the rest', async () => {
    const pasted = Buffer.concat([utf8('Jörg Müller\nZoë\n'), Buffer.from('Éric\n', 'latin1')]);
    const decoded = await decode(new Blob([pasted]), { chunkBytes: 4 });
    expect(decoded).toMatchObject({ encoding: 'utf-8', certain: false });
    expect(await textOf(decoded)).toBe('Jörg Müller\nZoë\n\uFFFDric\n');
    expect(await textOf(await decode(new Blob([utf8('Jörg Müller 山').subarray(0, -1)])))).toBe(
      'Jörg Müller \uFFFD',
    );
  });

  describe('with a chosen encoding', () => {
    test('follows it, is not certain, and names what the file tells first', async () => {
      const bytes = encodeText('name\nИван Петров\n', 'windows-1251');
      const decoded = await decode(new Blob([bytes]), { encoding: 'windows-1250' });
      expect(decoded).toMatchObject({ encoding: 'windows-1250', certain: false });
      expect(decoded.ok && decoded.others[0]).toBe('windows-1251');
      expect(decoded.ok && decoded.others).not.toContain('windows-1250');
      expect(await textOf(decoded)).toBe('name\nČâŕí Ďĺňđîâ\n');
    });

    test('is certain if the file tells the same', async () => {
      const decoded = await decode(new Blob([utf8('José')]), { encoding: 'utf-8' });
      expect(decoded).toMatchObject({ encoding: 'utf-8', certain: true });
    });

    const narrow = ENCODINGS.filter((encoding) => !encoding.startsWith('utf-16'));
    test.each(narrow)('leaves the mark of UTF-8 away in %s', async (encoding) => {
      const decoded = await decode(new Blob([utf8('\uFEFFabcd')]), { encoding, chunkBytes: 1 });
      expect(await textOf(decoded)).toBe('abcd');
    });

    test.each(ENCODINGS)('reads ASCII in pieces of any size in %s', async (encoding) => {
      const bytes = encodeText(TEXT.replace('ö', 'o'), encoding);
      const decoded = await decode(new Blob([bytes]), { encoding, chunkBytes: 3 });
      expect(await textOf(decoded)).toBe(TEXT.replace('ö', 'o'));
    });
  });

  test('reads no byte of a file more than twice, but for its beginning', async () => {
    const bytes = encodeText('山田太郎,taro@acme.example\n'.repeat(20_000), 'shift_jis');
    const file = new Blob([bytes]);
    let read = 0;
    const slice = file.slice.bind(file);
    Object.defineProperty(file, 'slice', {
      value: (from: number, to: number) => {
        read += Math.min(to, file.size) - from;
        return slice(from, to);
      },
    });
    const decoded = await decode(file, { chunkBytes: 10_000 });
    expect(await textOf(decoded)).toHaveLength(bytes.length - 4 * 20_000);
    expect(read).toBe(2 * bytes.length + SAMPLE_BYTES);
  });

  test('never reads half a character as a control character', async () => {
    for (const encoding of ['euc-jp', 'euc-kr', 'big5'] as const) {
      const decoded = await decode(new Blob([Uint8Array.of(0x41, 0x81, 0x20, 0x42)]), { encoding });
      expect(await textOf(decoded)).toBe('A\uFFFD B');
    }
  });

  test('makes one kind of line end of all, also where a piece ends within one', async () => {
    expect(await textOf(await decode(new Blob(['a\r\nb\rc\nd\r']), { chunkBytes: 2 }))).toBe('a\nb\nc\nd\n');
  });

  test('tells how much of the file is read', async () => {
    const decoded = await decode(new Blob(['abcd']), { chunkBytes: 1 });
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
